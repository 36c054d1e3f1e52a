using RoundTable.Domain.Ids;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Server.Mail;

namespace RoundTable.Server.Commands;

/// <summary>
/// What must be done with an older copy before anybody comes in: sessions and one-time links that were ended since work again in it,
/// and mail that waited in it may be for somebody who should not get it any more.
/// </summary>
internal sealed class RestoredStore(IJournal journal, GrainHost grains, OutboxHold hold, TextWriter console)
{
    private const string Prefix = "subject/";

    /// <returns>Whether all of it was done.</returns>
    public async Task<bool> PrepareAsync(CancellationToken ct)
    {
        await hold.HoldAsync(ct);
        var (sessions, links, failed) = (0, 0, 0);
        await foreach (var stream in journal.StreamsAsync(Prefix, ct))
        {
            try
            {
                var (ended, closed) = await grains.Subject(SubjectId.From(stream.Value[Prefix.Length..])).CallAsync(subject => subject.StartAnewAsync(), ct);
                sessions += ended;
                links += closed;
            }
            catch (DataErasedException)
            {
                // Nobody comes in by that any more.
            }
            // One with an inner exception is of the store itself: then nothing was ended.
            catch (Exception e) when (e is JournalUnavailableException { InnerException: null } or MissingKeyException or InvalidDataException)
            {
                failed++;
                await console.WriteLineAsync($"SHUT {stream}: {e.Message}");
            }
        }

        await console.WriteLineAsync($"{sessions} sessions ended and {links} one-time links closed. Mail about plans waits until release-mail.");
        if (failed > 0)
            await console.WriteLineAsync($"{failed} people's ways in cannot be read, and let nobody in as long as that is so.");
        return failed == 0;
    }
}
