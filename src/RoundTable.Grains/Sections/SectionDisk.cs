using RoundTable.Journal;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Sections;

/// <summary>
/// Takes a section's records to the disk, one batch at a time and all of a batch or nothing: so no record can land
/// after an earlier one that did not. What gathers while a batch is under way goes with the next; once the memory is
/// given up, nothing of it is written any more.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="stream">The section's stream.</param>
/// <param name="arrived">Called from any thread when there is an answer to take.</param>
/// <param name="failed">Called from any thread with what went wrong.</param>
internal sealed class SectionDisk(IJournal journal, StreamId stream, Action arrived, Action<Exception> failed)
{
    private const int MaxBatch = 256;
    private readonly Queue<SectionEffect.Append> _waiting = new();
    private volatile IReadOnlyList<SectionInput>? _answered;
    private bool _writing;
    private bool _stopped;

    /// <summary>Adds a record; it is written after the turn.</summary>
    public void Add(SectionEffect.Append append) => _waiting.Enqueue(append);

    /// <summary>Gives up what waits: it may build on a record that is not on the disk. In a turn.</summary>
    public void Stop()
    {
        _stopped = true;
        _waiting.Clear();
    }

    /// <summary>Starts the next batch, unless one is under way. In a turn, when every answer has been handled.</summary>
    /// <param name="head">The last record that the session knows to be on disk; nothing is written behind another.</param>
    public void Start(long head)
    {
        if (_writing || _stopped || _waiting.Count == 0)
            return;
        _writing = true;
        var appends = new List<SectionEffect.Append>(Math.Min(_waiting.Count, MaxBatch));
        while (appends.Count < MaxBatch && _waiting.TryDequeue(out var append))
        {
            appends.Add(append);
        }

        _ = WriteAsync(Group(appends, head), appends);
    }

    /// <summary>The answers that have come, as inputs of the session. In a turn.</summary>
    public IReadOnlyList<SectionInput> TakeAnswers()
    {
        if (_answered is not { } answers)
            return [];
        _answered = null;
        _writing = false;
        return answers;
    }

    private async Task WriteAsync(List<Append> groups, List<SectionEffect.Append> appends)
    {
        var answers = new List<SectionInput>(appends.Count);
        try
        {
            var written = await journal.AppendAllAsync(groups).ConfigureAwait(false);
            var seq = written[0].FirstSeq;
            foreach (var append in appends)
            {
                answers.Add(new SectionInput.Appended(append.Ticket, seq++));
            }

            _answered = answers;
        }
#pragma warning disable CA1031 // Whatever went wrong, the record cannot be counted on: the session drops its memory.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failed(e);
            _answered = [new SectionInput.AppendFailed(appends[0].Ticket)];
        }

        arrived();
    }

    /// <summary>Neighbours of one actor share an append; the first one holds the whole batch to the head.</summary>
    private List<Append> Group(List<SectionEffect.Append> appends, long head)
    {
        var groups = new List<Append>();
        for (var first = 0; first < appends.Count;)
        {
            var caller = appends[first].Caller;
            var records = new List<NewRecord>();
            for (; first < appends.Count && appends[first].Caller == caller; first++)
            {
                records.Add(new NewRecord(appends[first].Kind, SectionRecord.Version, appends[first].Payload));
            }

            groups.Add(new Append(stream, Actors.Of(caller), records, groups.Count == 0 ? head : null));
        }

        return groups;
    }
}
