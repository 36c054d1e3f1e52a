using RoundTable.Domain.Ids;
using RoundTable.Server.Hosting;
using RoundTable.Server.Security;

namespace RoundTable.Server.Api;

/// <summary>
/// Names for what a request makes. A page that got no answer asks again under the same <see cref="Header"/>: the names are the same
/// then, so that the thing is made once and the answer is the same.
/// </summary>
internal sealed class NewNames
{
    /// <summary>An id of the page's own. Absent: each request is one of its own.</summary>
    public const string Header = "X-RoundTable-Operation";

    private readonly IRandomBytes _random;
    private readonly string? _source;

    private NewNames(IRandomBytes random, string? source)
    {
        _random = random;
        _source = source;
    }

    public static NewNames Of(HttpContext http, IRandomBytes random) =>
        new(random, http.Request.Headers[Header].ToString() is { Length: > 0 } operation ? $"{Visitor.Of(http.User).Subject}\n{http.Request.Path}\n{operation}" : null);

    /// <param name="what">What gets the name: one of its kind in a request.</param>
    public string Next(string what) => _source is null ? _random.Text(16) : DerivedText.Of($"{_source}\n{what}");
}
