using RoundTable.Domain.Commands;

namespace RoundTable.Server.Doors;

/// <content>
/// What a client types after a refused update builds on it, and would be refused for what it misses. So the client is sent to
/// come back: then it brings all that it has as one update, which is judged by what stands there now. What it sends ahead of that, as
/// providers do while they come in, may build on what is in it: it waits until that is answered.
/// <code>
/// Update 1, 2 (miss something) ─► wait ······ Step2 saved ─► 1, 2 are offered again
///                                             Step2 refused, or never there ─► 1, 2 are refused
/// </code>
/// </content>
internal sealed partial class DocumentLink
{
    /// <summary>From coming in to being sent back: who goes on typing behind a refused word does not come and go with each letter.</summary>
    private static readonly TimeSpan SoonestReturn = TimeSpan.FromSeconds(2);
    private readonly long _came;
    private readonly List<long> _early = [];
    private ITimer? _return;
    private long _all;
    private long _gap;
    private bool _broughtAll;

    private void Brings(long number) => Volatile.Write(ref _all, number);

    private bool WaitsForAll(long number)
    {
        lock (_early)
        {
            if (_broughtAll || (_all != 0 && number >= _all))
                return false;

            // Offered anew with all else that waits, it is refused once more.
            if (!_early.Contains(number))
                _early.Add(number);
            SetReturn();
            return true;
        }
    }

    private void Answered(long number, bool isSaved)
    {
        if (number != Volatile.Read(ref _all))
            return;
        List<long> early;
        lock (_early)
        {
            _broughtAll = true;
            if (isSaved && _gap < number)
                _gap = 0;
            early = [.. _early];
            _early.Clear();
            SetReturn();
        }

        if (early.Count == 0)
            return;
        if (isSaved)
            OfferAgain(early);
        else
            RefuseEarly(early);
    }

    private void ReturnWithAll(long number)
    {
        // What it brought when it came was all that it had, also what it sent ahead: it would bring the same again, for ever.
        if (number <= Volatile.Read(ref _all))
            return;
        lock (_early)
        {
            _gap = number;
            SetReturn();
        }
    }

    private void SetReturn()
    {
        if (_gap > 0)
            SetReturn(AtLeastNow(SoonestReturn - _door.Time.GetElapsedTime(_came)));
        else if (_early.Count == 0)
            _return?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        else if (_early.Count == 1)
            SetReturn(_door.Options.Patience);
    }

    private void SetReturn(TimeSpan after)
    {
        _return ??= _door.Time.CreateTimer(_ => Return(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _return.Change(after, Timeout.InfiniteTimeSpan);
    }

    private void Return()
    {
        List<long> early;
        lock (_early)
        {
            if (_shut || (_gap == 0 && _early.Count == 0))
                return;
            early = [.. _early];
            _early.Clear();
        }

        RefuseEarly(early);
        _voice.ComeBackAfter(RefusalCodes.SectionMissingDependencies);
    }

    private void RefuseEarly(List<long> early)
    {
        foreach (var number in early)
            TellRefused(number, new Refusal(RefusalCodes.SectionMissingDependencies));
    }

    private void OfferAgain(List<long> early)
    {
        lock (_unsaved)
            _catchingUp = OfferAgainAsync(_catchingUp, early);
    }

    private async Task OfferAgainAsync(Task earlier, List<long> early)
    {
        // Not in the grain's turn that told of it.
        await Task.Yield();
        try
        {
            await earlier;
            await InTurnAsync(async () =>
            {
                foreach (var waiting in _unsaved.All())
                {
                    if (!_behind && early.Contains(waiting.Number) && !await OfferAsync(waiting.Number, waiting.Update, ahead: true))
                        FallBehind();
                }
            });
        }
        catch (Exception e) when (_closing.IsCancellationRequested || e is ObjectDisposedException)
        {
            // The socket closed meanwhile; its client comes back with what it has.
        }
        catch (Exception e)
        {
            LogCatchUpFailed(_door.Logger, e);
            _voice.ComeBack(DoorCodes.Unavailable);
        }
    }
}
