using RoundTable.Domain.Commands;
using RoundTable.Domain.Words;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Doors;

/// <content>When the section leaves memory, or the disk does not answer.</content>
internal sealed partial class DocumentLink
{
    private const int MaxTries = 20;
    private const int NothingNew = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private volatile bool _behind;
    private Task _catchingUp = Task.CompletedTask;
    private Task _opening = Task.CompletedTask;

    /// <summary>Opens the section, however often it takes; null when the client has been told that it cannot.</summary>
    private async Task<SectionOpened?> OpenAsync()
    {
        if (!_logged)
            await _door.Table.Log.ReadAsync(_caller, _section.Plan, AccessSubject.Section, _section.Section.Value).WaitAsync(_closing.Token);
        _logged = true;
        for (var tries = 1; tries <= MaxTries && !_shut; tries++)
        {
            lock (_rights)
                _heard = null;
            try
            {
                var opening = _door.Table.Sections.OpenAsync(_section, _caller, _reader, this, _vector, Grant.ReadOnly);
                _opening = opening;
                var result = await opening.WaitAsync(_closing.Token);
                if (result.Opened is { } opened)
                    return opened;
                await TellRefusedAsync(result.Refusal!);
                return null;
            }
            catch (Exception e) when (IsPassing(e))
            {
                await RestAsync(tries);
            }
            catch (DataErasedException)
            {
                Erased();
                return null;
            }
        }

        if (!_shut)
            _voice.ComeBack(DoorCodes.Unavailable);
        return null;
    }

    private async Task TellRefusedAsync(Refusal refusal)
    {
        await _door.Table.Log.RefusedAsync(_caller, _section.Plan, AccessSubject.Section, _section.Section.Value, refusal.Code).WaitAsync(_closing.Token);
        if (refusal.Code == SessionCodes.SectionFull)
            _voice.ComeBack(refusal.Code);
        else if (refusal.Code == RefusalCodes.SectionMalformed)
            _voice.Malformed(refusal.Code);
        else
            Shut(_section.Section, refusal);
    }

    /// <summary>Offers an update to the section; false when it does not have this connection.</summary>
    private async ValueTask<bool> OfferAsync(long number, ReadOnlyMemory<byte> update, bool ahead)
    {
        try
        {
            // Stock clients answer an opening with what they have, which is nothing new as a rule. Who came to read never writes.
            if (!_wrote && !Grant.ReadOnly && await _line.WouldWriteAsync(update).WaitAsync(_closing.Token))
            {
                await _door.Table.Log.ChangedAsync(_caller, _section.Plan, AccessSubject.Section, _section.Section.Value, nameof(SectionUpdate)).WaitAsync(_closing.Token);
                _wrote = true;
            }

            return await _line.PushAsync(number, update, ahead) && !_behind;
        }
        catch (Exception e) when (IsPassing(e))
        {
            return false;
        }
    }

    /// <summary>Opens the section again and offers what is not on disk, in its order. The client notices nothing. From any thread.</summary>
    private void FallBehind()
    {
        lock (_unsaved)
        {
            if (_behind)
                return;
            _behind = true;
            _door.Meter.Resync();
            _catchingUp = CatchUpAsync(_catchingUp);
        }
    }

    private async Task CatchUpAsync(Task earlier)
    {
        // Not in the grain's turn that told of it.
        await Task.Yield();
        try
        {
            await earlier;
            await InTurnAsync(async () =>
            {
                for (var tries = 1; _behind && tries <= MaxTries; tries++)
                {
                    await RestAsync(tries);
                    await CatchUpOnceAsync();
                }

                if (_behind)
                    _voice.ComeBack(DoorCodes.Unavailable);
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

    private async Task CatchUpOnceAsync()
    {
        _behind = false;
        if (await OpenAsync() is not { } opened)
            return;
        if (opened.Update.Length > NothingNew)
            _voice.Say(_door.Missing(opened.Update));
        Tell(opened);
        foreach (var waiting in _unsaved.All())
        {
            // Waits for its turn: whether it was taken decides how long the next try waits, and when to give up.
            if (await OfferAsync(waiting.Number, waiting.Update, ahead: false))
                continue;
            _behind = true;
            return;
        }

        await ShowAsync();
    }

    private Task RestAsync(int tries)
    {
        var pause = Pause * Math.Pow(2, tries - 1);
        return Task.Delay(pause < LongestPause ? pause : LongestPause, _door.Time, _closing.Token);
    }

    private static bool IsPassing(Exception e) =>
        e is SectionResyncException or GrainUnavailableException or JournalUnavailableException;

    [LoggerMessage(5402, LogLevel.Error, "A door's connection could not catch up.")]
    private static partial void LogCatchUpFailed(ILogger logger, Exception exception);
}
