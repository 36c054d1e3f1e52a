using RoundTable.Domain.Commands;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Sections;

public sealed partial class SectionGrain
{
    private const int MaxReplay = 1_000;
    private readonly Queue<ReaderId> _broken = new();
    private IDisposable? _tick;

    /// <summary>Takes what came meanwhile: another plan, answers from the disk. At the start of every turn.</summary>
    internal ValueTask RefreshAsync()
    {
        CatchUp();
        return ValueTask.CompletedTask;
    }

    private void CatchUp()
    {
        // Taken first: who may see them is what the plan says since, or later, and never what it said before.
        var answers = _disk.TakeAnswers();
        var now = _watch.Now;
        if (!ReferenceEquals(_known.Plan, now.Plan))
        {
            _settings = SectionSettings.Of(now.Plan, _key.Section);
            Take(new SectionInput.AudienceChanged(_settings));
        }

        _known = now;
        foreach (var answer in answers)
        {
            TakeAnswer(answer);
        }

        TakeTold();

        // What may no longer be written must go out of memory; everybody offers again what is theirs.
        if (_disk.HasOutdated(_settings))
            Take(new SectionInput.AppendFailed(0));
        _disk.Start(_session.Head, _known.Head);
    }

    private void TakeAnswer(SectionInput answer)
    {
        try
        {
            Take(answer);
        }
#pragma warning disable CA1031 // Nobody asked for it who could be told; what was to be told is on disk, where all find it who open again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogAnswerFailed(_key.ToString(), e);
        }
    }

    // Before anything is written: what another server told is one journey less, also for what was overtaken by it.
    private void TakeTold()
    {
        while (_disk.TakeTold(_session.Head, _known.Head) is { } told && !_session.IsClosed)
        {
            Take(told);
        }

        TellWaiters();
    }

    private void Handle(SectionInput input)
    {
        Take(input);
        _disk.Start(_session.Head, _known.Head);
    }

    private void Take(SectionInput input)
    {
        try
        {
            foreach (var effect in _session.Handle(input))
            {
                CarryOut(effect);
            }
        }
        catch when (input is not SectionInput.AppendFailed)
        {
            // Memory may hold what is not on its way to the disk: nobody may build on that. All come back to what is on disk.
            _appendFailed = true;
            Take(new SectionInput.AppendFailed(0));
            throw;
        }

        while (_broken.TryDequeue(out var broken))
        {
            End(broken);
        }
    }

    /// <summary>
    /// Tells a connection something. One that cannot take it must not cost the others anything, and has a gap from now on: it
    /// is a reader no longer.
    /// </summary>
    private void Tell(ReaderId reader, Connection connection, Action<ISectionObserver> tell)
    {
        try
        {
            tell(connection.Observer);
        }
#pragma warning disable CA1031 // Whatever it was: the effects that follow are other people's.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Break(reader, e);
        }
    }

    private void Tell(ReaderId reader, Action<ISectionObserver> tell)
    {
        if (_connections.TryGetValue(reader, out var connection))
            Tell(reader, connection, tell);
    }

    private void Break(ReaderId reader, Exception e)
    {
        LogObserverFailed(_key.ToString(), e);
        _broken.Enqueue(reader);
    }

    private void End(ReaderId reader)
    {
        if (!_connections.Remove(reader, out var connection))
            return;
        connection.Fail();
        Tell(reader, connection, o => o.Resync(_key.Section));
        Take(new SectionInput.Leave(reader));
    }

    private void CarryOut(SectionEffect effect)
    {
        switch (effect)
        {
            case SectionEffect.Append e:
                _disk.Add(e, _settings);
                break;
            case SectionEffect.Broadcast e:
                Broadcast(e);
                break;
            case SectionEffect.Acknowledge e:
                Acknowledge(e);
                break;
            case SectionEffect.Refuse e:
                Tell(e.Reader, o => o.Refused(_key.Section, e.Number, e.Refusal));
                LogRefused(_key.ToString(), e.Refusal.Code);
                break;
            case SectionEffect.Resync e:
                Tell(e.Reader, o => o.Resync(_key.Section, e.Why));
                break;
            case SectionEffect.TriedOut e:
                Tell(e.Reader, o => o.TriedOut(_key.Section, e.Structs));
                break;
            case SectionEffect.ShowPresence e:
                ShowPresence(e);
                break;
            case SectionEffect.SharePresence e:
                _presence.Publish(_key, e.Here, _known.Head);
                break;
            case SectionEffect.RightsChanged e:
                Tell(e.Reader, o => o.RightsChanged(_key.Section, e.CanWrite));
                break;
            case SectionEffect.Shut e:
                Tell(e.Reader, o => o.Shut(_key.Section, e.Refusal));
                Remove(e.Reader);
                break;
            case SectionEffect.Opened e:
                Finish(e.Reader, new OpenResult(e.Reply, null));
                break;
            case SectionEffect.OpenRefused e:
                Finish(e.Reader, new OpenResult(null, e.Refusal));
                break;
            case SectionEffect.OpenLater e:
                if (_connections.Remove(e.Reader, out var later))
                    later.Fail(new SectionBusyException());
                break;
            case SectionEffect.Written e:
                if (_writes.Remove(e.Request, out var done))
                    done.SetResult(e.Refusal);
                break;
            case SectionEffect.SaveSnapshot e:
                _ = SaveAsync(e);
                break;
            case SectionEffect.Schedule e when _place is { } place:
                _ticks.Ask(place, e.After);
                break;
            case SectionEffect.Schedule e:
                _tick = RegisterTimer(TickAsync, e.After, Timeout.InfiniteTimeSpan);
                break;
            case SectionEffect.Close:
                // The readers hear it when this activation ends, and come back to a fresh one.
                _disk.Stop();
                DeactivateOnIdle();
                break;
        }
    }

    private void Broadcast(SectionEffect.Broadcast broadcast)
    {
        foreach (var (reader, connection) in _connections)
        {
            if (!connection.IsOpen || reader == broadcast.Except)
                continue;
            try
            {
                connection.Observer.Updated(broadcast.Update);
            }
#pragma warning disable CA1031 // As in Tell, without an object for each reader of each letter.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Break(reader, e);
            }
        }
    }

    private void Acknowledge(SectionEffect.Acknowledge effect)
    {
        if (!_connections.TryGetValue(effect.Reader, out var connection))
            return;
        try
        {
            // Whoever is just opening again was passed over when it was told.
            connection.Observer.Acknowledged(_key.Section, effect.Number, effect.Told && connection.IsOpen);
        }
#pragma warning disable CA1031 // As in Tell, without an object for each letter.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Break(effect.Reader, e);
        }
    }

    private void ShowPresence(SectionEffect.ShowPresence show)
    {
        foreach (var (reader, connection) in _connections)
        {
            // Also who is not answered yet: what they were shown first is not shown again.
            if (show.Newcomers.Contains(reader))
                Tell(reader, connection, o => o.PresenceShown(_key.Section, show.Picture.Whole));
            else if (!show.Picture.IsSame)
                Tell(reader, connection, o => o.PresenceShown(_key.Section, show.Picture));
        }
    }

    private void Finish(ReaderId reader, OpenResult result)
    {
        if (!_connections.TryGetValue(reader, out var connection))
            return;
        connection.Answer(result);
        if (result.Refusal is not null)
            _connections.Remove(reader);
    }

    private void Remove(ReaderId reader)
    {
        if (_connections.Remove(reader, out var connection))
            connection.Fail();
    }

    private ValueTask TickAsync(CancellationToken ct)
    {
        _tick!.Dispose();
        CatchUp();
        Handle(new SectionInput.Tick());
        return ValueTask.CompletedTask;
    }

    private async Task ReplayAsync(CancellationToken ct)
    {
        try
        {
            if (await _journal.LoadSnapshotAsync(_key.Stream, ct).ConfigureAwait(false) is { } snapshot)
            {
                _session = EmptySession();
                _session.Restore(snapshot.Seq, SectionSnapshot.Read(snapshot.Payload, snapshot.Version));
                await ReplayRecordsAsync(ct).ConfigureAwait(false);
                return;
            }
        }
        catch (Exception e) when (e is InvalidDataException or MissingKeyException or Yjs.MalformedUpdateException or ArgumentException)
        {
            // The records alone count; a snapshot only makes the way shorter.
            LogSnapshotUnreadable(_key.ToString(), e);
        }

        _session = EmptySession();
        await ReplayRecordsAsync(ct).ConfigureAwait(false);
    }

    private SectionSession EmptySession() => new(_key.Section, _settings, RandomClient(), _options.Caps);

    private async Task ReplayRecordsAsync(CancellationToken ct)
    {
        _following.Reading();
        var records = new List<SectionRecord>();
        await foreach (var record in _journal.ReadAsync(_key.Stream, _session.Head + 1, ct).ConfigureAwait(false))
        {
            records.Add(new SectionRecord(record.Seq, record.Kind, record.Actor.Person, record.Payload));
            if (records.Count < MaxReplay)
                continue;
            _session.Replay(records);
            records.Clear();
        }

        _session.Replay(records);
        foreach (var seq in _session.Incomplete)
        {
            LogIncomplete(_key.ToString(), seq);
        }
    }

    private async Task SaveAsync(SectionEffect.SaveSnapshot save)
    {
        try
        {
            await _journal.SaveSnapshotAsync(new Snapshot(_key.Stream, save.Seq, SectionSnapshot.Version, save.Payload)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Without the snapshot the next replay is longer, and the next one is taken soon.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogSnapshotFailed(_key.ToString(), e);
        }
    }

    // From any thread.
    private void NoteFailure(Exception e)
    {
        _notTaken = e is JournalUnavailableException ? new Refusal(SessionCodes.Unavailable) : null;
        _appendFailed = true;
        LogAppendFailed(_key.ToString(), e);
    }

    private ulong RandomClient()
    {
        Span<byte> bytes = stackalloc byte[4];
        _chance(bytes);
        return BitConverter.ToUInt32(bytes);
    }

    // From any thread. Only asks for a turn; when the mailbox is full, the turns that fill it catch up as well.
    private void Post() => _ = _host.Section(_key).CallAsync(s => s.RefreshAsync());

    private sealed class Connection(ISectionObserver observer)
    {
        // Only until it is answered: the answer is as large as the section, and this is kept as long as somebody listens.
        private TaskCompletionSource<OpenResult>? _opening = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ISectionObserver Observer => observer;

        /// <summary>The answer to the opening, for whoever asks before it is given.</summary>
        public Task<OpenResult> Opening => _opening!.Task;

        /// <summary>Whether the opening has been answered; before that there is nothing that an update could follow on.</summary>
        public bool IsOpen { get; private set; }

        public void Answer(OpenResult result)
        {
            IsOpen = result.Refusal is null;
            _opening?.TrySetResult(result);
            _opening = null;
        }

        public void Fail(SectionResyncException? why = null)
        {
            _opening?.TrySetException(why ?? new SectionResyncException());
            _opening = null;
        }
    }
}
