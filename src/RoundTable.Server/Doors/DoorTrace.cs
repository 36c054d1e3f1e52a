using System.Diagnostics;

namespace RoundTable.Server.Doors;

/// <summary>
/// Traces of the doors: one span for each update that a client sends. It stands by itself, linked to the request by which the socket
/// came: that one ends hours later, and whether it is kept was decided when it began. No tag names a section or a person.
/// </summary>
internal static class DoorTrace
{
    /// <summary>Name of the source.</summary>
    public const string Name = "RoundTable.Doors";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Whether anybody listens; otherwise there is nothing to begin.</summary>
    public static bool IsHeard => Source.HasListeners();

    /// <summary>Begins the span of an update, in which the caller is from now on; null when it is not kept.</summary>
    public static Activity? Push()
    {
        var request = Activity.Current;
        Activity.Current = null;
        return Source.StartActivity(ActivityKind.Server, links: request is null ? null : [new ActivityLink(request.Context)], name: "door push");
    }
}
