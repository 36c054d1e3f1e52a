using RoundTable.Domain.Ids;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;

namespace RoundTable.Grains.Meetings;

/// <summary>The sign-in session of a caller, as it was last looked at: what they write is bound to it.</summary>
/// <param name="host">Where the subject lives.</param>
/// <param name="subject">Whose session it is.</param>
/// <param name="session">Its id.</param>
internal sealed class RunningSession(GrainHost host, SubjectId subject, string session)
{
    /// <summary>Where the subject's stream was when the session ran; null when it is over.</summary>
    public StreamAt? At { get; private set; }

    /// <summary>Looks.</summary>
    /// <param name="fresh">Whether to read first what another server may have written a moment ago.</param>
    public async Task LookAsync(bool fresh) =>
        At = await host.Subject(subject).CallAsync(s => s.SeeAsync(session, fresh)).ConfigureAwait(false);
}
