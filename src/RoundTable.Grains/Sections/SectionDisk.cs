using RoundTable.Grains.Feed;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Sections;

/// <summary>
/// Takes a section's records to the disk, one batch at a time and all of a batch or nothing: so no record can land
/// after an earlier one that did not. What gathers while a batch is under way goes with the next; once the memory is
/// given up, nothing of it is written any more. Between batches it fetches what other servers wrote: a batch is only written
/// behind the record that the session knows to be the last, so when another server was first, that is read and the batch goes again.
/// So it is with the plan: a batch is only written while the plan is the one by which it was allowed, so that no change of rights
/// that another server acknowledged is too late for it, in who writes, in which words, and in who is shown it.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="following">The news of the section's stream.</param>
/// <param name="plan">The stream of the plan.</param>
/// <param name="readPlan">
/// Reads the plan as it is on disk. Called when it has moved on, and between reading what another server wrote and showing it: it may have been written
/// for fewer people than this server knows of.
/// </param>
/// <param name="time">The clock.</param>
/// <param name="arrived">Called from any thread when there is an answer to take.</param>
/// <param name="failed">Called from any thread with what went wrong.</param>
/// <param name="meter">Hears of what another server was first with. Null for nobody.</param>
internal sealed class SectionDisk(
    IJournal journal,
    StreamFollowing following,
    StreamId plan,
    Func<Task> readPlan,
    TimeProvider time,
    Action arrived,
    Action<Exception> failed,
    GrainMeter? meter)
{
    private const int MaxBatch = 256;
    private static readonly TimeSpan PauseBeforeReadingAgain = TimeSpan.FromSeconds(1);
    private readonly LinkedList<Allowed> _waiting = [];
    private volatile DiskAnswer? _answered;
    private SectionSettings? _compared;
    private bool _busy;
    private bool _behind;
    private volatile bool _stopped;

    /// <summary>Adds a record; it is written after the turn.</summary>
    /// <param name="append">The record.</param>
    /// <param name="settings">By which it was allowed.</param>
    public void Add(SectionEffect.Append append, SectionSettings settings) => _waiting.AddLast(new Allowed(append, settings));

    /// <summary>
    /// Whether something waits that these settings do not allow. Whoever changed the rights saw what is on disk, and not what waits.
    /// </summary>
    public bool HasOutdated(SectionSettings settings)
    {
        if (ReferenceEquals(_compared, settings))
            return false;
        _compared = settings;
        return _waiting.Any(w => !settings.StillAllows(w.Settings, w.Append));
    }

    /// <summary>Gives up what waits: it may build on a record that is not on the disk. In a turn.</summary>
    public void Stop()
    {
        _stopped = true;
        _waiting.Clear();
    }

    /// <summary>Starts the next batch or the next reading, unless one is under way. In a turn, when every answer has been handled.</summary>
    /// <param name="head">The last record that the session knows to be on disk; nothing is written behind another.</param>
    /// <param name="planHead">The last record of the plan by which all that waits is allowed.</param>
    public void Start(long head, long planHead)
    {
        if (_busy || _stopped)
            return;
        if (_behind || following.IsBehind(head))
        {
            _busy = true;
            _behind = false;
            following.Reading();
            _ = ReadAsync(head + 1);
            return;
        }

        if (_waiting.Count == 0)
            return;
        _busy = true;
        var appends = new List<Allowed>(Math.Min(_waiting.Count, MaxBatch));
        while (appends.Count < MaxBatch && _waiting.First is { } first)
        {
            appends.Add(first.Value);
            _waiting.RemoveFirst();
        }

        _ = WriteAsync(Group(appends, head, planHead), appends);
    }

    /// <summary>
    /// The next record as another server told it when it committed it, if it was told, and if the plan by which it was written is known
    /// here: so nobody is shown it who could not read it then. What is not told like that is read. In a turn.
    /// </summary>
    /// <param name="head">The last record that the session knows to be on disk.</param>
    /// <param name="planHead">The last record of the plan by which people are shown things now.</param>
    public SectionInput.Foreign? TakeTold(long head, long planHead)
    {
        if (_stopped || following.Next(head) is not var (told, bound) || bound.Stream != plan || bound.Head > planHead || journal.TryOpen(told) is not { } record)
            return null;
        meter?.Replicated("section", time.GetUtcNow() - record.Time);
        return Foreign(record);
    }

    /// <summary>The answers that have come, as inputs of the session. In a turn.</summary>
    public IReadOnlyList<SectionInput> TakeAnswers()
    {
        if (_answered is not { } answer)
            return [];
        _answered = null;
        _busy = false;
        if (answer.Overtaken is { } again && !_stopped)
        {
            _behind = answer.Behind;
            _compared = null;
            for (var i = again.Count - 1; i >= 0; i--)
            {
                _waiting.AddFirst(again[i]);
            }
        }

        return answer.Inputs;
    }

    private async Task WriteAsync(List<Append> groups, List<Allowed> appends)
    {
        try
        {
            _answered = await TryWriteAsync(groups, appends).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever went wrong, the record cannot be counted on: the session drops its memory.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failed(e);
            _answered = new DiskAnswer([new SectionInput.AppendFailed(appends[0].Append.Ticket)], null);
        }

        arrived();
    }

    private async Task<DiskAnswer> TryWriteAsync(List<Append> groups, List<Allowed> appends)
    {
        try
        {
            var written = await journal.AppendAllAsync(groups).ConfigureAwait(false);
            return new DiskAnswer([new SectionInput.Appended(appends[0].Append.Ticket, written[0].FirstSeq, appends.Count)], null);
        }
        catch (WrongExpectedHeadException e) when (following.IsShared || e.Stream == plan)
        {
            meter?.Overtaken(byPlan: e.Stream == plan);
            if (e.Stream == following.Stream)
            {
                following.Hear(e.Actual);
                return new DiskAnswer([], appends) { Behind = e.Actual <= e.Expected };
            }
        }

        while (!_stopped && !await TryReadPlanAsync().ConfigureAwait(false))
        {
            await Task.Delay(PauseBeforeReadingAgain, time).ConfigureAwait(false);
        }

        return new DiskAnswer([], appends);
    }

    private async Task<bool> TryReadPlanAsync()
    {
        try
        {
            await readPlan().ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is JournalUnavailableException or GrainUnavailableException)
        {
            return false;
        }
    }

    private async Task ReadAsync(long from)
    {
        var inputs = new List<SectionInput>();
        while (!_stopped)
        {
            try
            {
                await foreach (var record in journal.ReadAsync(following.Stream, from + inputs.Count).ConfigureAwait(false))
                {
                    meter?.Replicated("section", time.GetUtcNow() - record.Time);
                    inputs.Add(Foreign(record));
                }

                if (inputs.Count > 0)
                    await readPlan().ConfigureAwait(false);
                break;
            }
            catch (Exception e) when (e is JournalUnavailableException or GrainUnavailableException)
            {
                await Task.Delay(PauseBeforeReadingAgain, time).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                // The server stops: nobody is shown anything any more.
                inputs.Clear();
                break;
            }
#pragma warning disable CA1031 // What cannot be read cannot be followed: the session drops its memory.
            catch (Exception e)
#pragma warning restore CA1031
            {
                // What was read is not shown either: who may see it is not known.
                failed(e);
                inputs = [new SectionInput.AppendFailed(0)];
                break;
            }
        }

        _answered = new DiskAnswer(inputs, null);
        arrived();
    }

    private static SectionInput.Foreign Foreign(JournalRecord record) =>
        new(new SectionRecord(record.Seq, record.Kind, record.Actor.Person, record.Payload));

    /// <summary>Neighbours of one actor share an append; the first one holds the whole batch to the head.</summary>
    private List<Append> Group(List<Allowed> appends, long head, long planHead)
    {
        var groups = new List<Append>();
        for (var first = 0; first < appends.Count;)
        {
            var caller = appends[first].Append.Caller;
            var records = new List<NewRecord>();
            for (; first < appends.Count && appends[first].Append.Caller == caller; first++)
            {
                records.Add(new NewRecord(appends[first].Append.Kind, SectionRecord.Version, appends[first].Append.Payload));
            }

            groups.Add(new Append(following.Stream, Actors.Of(caller), records, groups.Count == 0 ? head : null)
            {
                While = groups.Count == 0 ? new StreamAt(plan, planHead) : null,
            });
        }

        return groups;
    }

    private sealed record Allowed(SectionEffect.Append Append, SectionSettings Settings);

    /// <summary>What came of a batch or a reading.</summary>
    /// <param name="Inputs">For the session.</param>
    /// <param name="Overtaken">The batch, when nothing of it was written because another server was first.</param>
    private sealed record DiskAnswer(IReadOnlyList<SectionInput> Inputs, IReadOnlyList<Allowed>? Overtaken)
    {
        /// <summary>Whether the section does not end where it is known to, and nobody said where.</summary>
        public bool Behind { get; init; }
    }
}
