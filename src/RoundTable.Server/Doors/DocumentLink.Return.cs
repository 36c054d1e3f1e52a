using RoundTable.Domain.Commands;

namespace RoundTable.Server.Doors;

/// <content>
/// What a client types after a refused update builds on it, and would be refused for what it misses. So the client is sent to
/// come back: then it brings all that it has as one update, which is judged by what stands there now.
/// </content>
internal sealed partial class DocumentLink
{
    /// <summary>From coming in to being sent back: who goes on typing behind a refused word does not come and go with each letter.</summary>
    private static readonly TimeSpan SoonestReturn = TimeSpan.FromSeconds(2);
    private const long Brought = 1;
    private readonly long _came;
    private ITimer? _return;
    private bool _returns;

    private void ReturnWithAll(long number)
    {
        // What it brought when it came was all that it had: it would bring the same again, for ever.
        if (number == Brought || Interlocked.Exchange(ref _returns, true))
            return;
        _return = _door.Time.CreateTimer(_ => Return(), null, AtLeastNow(SoonestReturn - _door.Time.GetElapsedTime(_came)), Timeout.InfiniteTimeSpan);
    }

    private void Return()
    {
        if (!_shut)
            _voice.ComeBackAfter(RefusalCodes.SectionMissingDependencies);
    }
}
