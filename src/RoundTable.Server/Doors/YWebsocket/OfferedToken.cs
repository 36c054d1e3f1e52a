namespace RoundTable.Server.Doors.YWebsocket;

/// <summary>
/// The token that a y-websocket client brings when it connects: in the query, or among the subprotocols, where browsers can
/// set nothing else.
/// </summary>
/// <param name="Token">The token; empty when there is none.</param>
/// <param name="Subprotocol">What is answered to the offered subprotocols; null when none were offered.</param>
internal sealed record OfferedToken(string Token, string? Subprotocol)
{
    private const string Prefix = "rtd_";
    private const string Query = "token";

    /// <summary>Takes the token out of the request, so that nothing after this can write it down.</summary>
    public static OfferedToken Take(HttpContext http)
    {
        var offered = http.WebSockets.WebSocketRequestedProtocols;
        var asProtocol = offered.FirstOrDefault(IsToken);
        var inQuery = http.Request.Query[Query].ToString();
        http.Request.QueryString = QueryString.Empty;
        return new(asProtocol ?? inQuery, offered.FirstOrDefault(p => !IsToken(p)) ?? asProtocol);
    }

    private static bool IsToken(string protocol) => protocol.StartsWith(Prefix, StringComparison.Ordinal);
}
