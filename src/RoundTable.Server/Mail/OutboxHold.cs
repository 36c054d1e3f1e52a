using RoundTable.Journal;

namespace RoundTable.Server.Mail;

/// <summary>
/// Whether mail about plans waits, because an older copy of the store was put back and whoever it would go to may have lost the right
/// to it since. Sign-in mail and alerts go. Kept in the journal, for all servers.
/// </summary>
internal sealed class OutboxHold(IJournal journal)
{
    private const string Index = "outbox";
    private const string Key = "state";
    private static readonly StreamId Stream = new("server/outbox");
    private static readonly Actor Server = new("server", "", "");
    private static readonly IndexRow Held = new(Index, Key, "held");
    private volatile bool _isFree;

    /// <summary>Whether it is held. Once it is not, nothing holds it while a server runs.</summary>
    public async Task<bool> IsHeldAsync(CancellationToken ct)
    {
        if (_isFree)
            return false;
        _isFree = (await journal.FindAsync(Index, Key, ct)).Count == 0;
        return !_isFree;
    }

    /// <summary>From the next start on it waits.</summary>
    public async Task HoldAsync(CancellationToken ct) =>
        await journal.AppendAsync(new Append(Stream, Server, [new NewRecord("outbox-held", 1, default)]) { AddIndex = [Held] }, ct);

    /// <summary>It goes on: also on servers that run.</summary>
    public async Task ReleaseAsync(CancellationToken ct) =>
        await journal.AppendAsync(new Append(Stream, Server, [new NewRecord("outbox-released", 1, default)]) { RemoveIndex = [Held] }, ct);
}
