using System.Diagnostics;
using OpenTelemetry;

namespace RoundTable.Server.Telemetry;

/// <summary>
/// Takes from every span what could name somebody: the path of a request holds ids of plans and persons, and addresses are
/// those of people at home. The route, with names in place of ids, stays.
/// </summary>
internal sealed class SpanScrubber : BaseProcessor<Activity>
{
    private static readonly string[] Tags =
    [
        "url.path", "url.query", "url.full", "http.target", "http.url", "client.address", "client.port",
        "network.peer.address", "network.peer.port", "user_agent.original",
    ];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Tags)
            data.SetTag(tag, null);
    }
}
