namespace RoundTable.Server.Api;

/// <summary>Route constraint <c>wireid</c>: what cannot be an id is not found, before anything looks for it.</summary>
internal sealed class IdRoute : IRouteConstraint
{
    public const string Name = "wireid";
    private const int MaxLength = 64;

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string { Length: > 0 and <= MaxLength } text
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
