namespace RoundTable.Journal;

/// <summary>One transaction's worth of writes, applied one after the other.</summary>
internal sealed class SqliteBatch(SqliteWriter writer, DateTimeOffset now)
{
    private readonly ChainPlan _plan = new(now);
    private readonly Dictionary<StreamId, long> _ids = [];
    private readonly HashSet<StreamId> _moved = [];

    internal void Apply(PendingAppend pending)
    {
        foreach (var append in pending.Appends)
        {
            Know(append.Stream);
            if (append.While is { } other)
            {
                Know(other.Stream);
            }

            foreach (var held in append.Holds)
            {
                Know(held.Stream);
            }
        }

        if (_plan.TryPlan(pending) is not { } records)
        {
            return;
        }

        foreach (var record in records)
        {
            AddRecord(record);
        }

        foreach (var append in pending.Appends)
        {
            AddSideRows(append);
        }
    }

    /// <summary>Writes a stream's head as it is.</summary>
    internal void Touch(StreamId stream)
    {
        Know(stream);
        IdOf(stream);
        _moved.Add(stream);
    }

    /// <summary>Keeps a snapshot; false when it is beyond its stream's head.</summary>
    internal bool SaveSnapshot(Snapshot snapshot)
    {
        Know(snapshot.Stream);
        if (snapshot.Seq > _plan.Heads[snapshot.Stream].Seq)
        {
            return false;
        }

        writer.SaveSnapshot.With(_ids[snapshot.Stream]).With(snapshot.Seq).With(snapshot.Version).With(snapshot.Payload).Run();
        return true;
    }

    internal IReadOnlyList<LeasedWork> TakeDue(string kind, DateTimeOffset now, TimeSpan lease, int max)
    {
        var due = new List<(DueWork Work, int Attempt)>();
        var rows = writer.FindDue.With(kind).With(Microseconds.Of(now)).With(max);
        while (rows.Next())
        {
            due.Add((new DueWork(kind, rows.Text(0), Microseconds.ToMoment(rows.Number(1)), rows.Bytes(2)), (int)rows.Number(3) + 1));
        }

        rows.Reset();

        var end = Microseconds.Truncate(now + lease);
        var taken = new List<LeasedWork>(due.Count);
        foreach (var (work, attempt) in due)
        {
            var id = ReadNumber(writer.NextLease);
            writer.Lease.With(kind).With(work.Key).With(id).With(Microseconds.Of(end)).Run();
            taken.Add(new LeasedWork(work, id, end, attempt));
        }

        return taken;
    }

    internal void Complete(LeasedWork work) => writer.Complete.With(work.Work.Kind).With(work.Work.Key).With(work.LeaseId).Run();

    internal void Postpone(LeasedWork work, DateTimeOffset dueAt) =>
        writer.Postpone.With(work.Work.Kind).With(work.Work.Key).With(work.LeaseId).With(Microseconds.Of(dueAt)).Run();

    internal void GiveBack(LeasedWork work, DateTimeOffset freeAt) =>
        writer.GiveBack.With(work.Work.Kind).With(work.Work.Key).With(work.LeaseId).With(Microseconds.Of(freeAt)).Run();

    /// <summary>Writes the heads of the streams that moved; the last step before the commit.</summary>
    internal void MoveHeads()
    {
        foreach (var stream in _moved)
        {
            var head = _plan.Heads[stream];
            writer.MoveHead.With(_ids[stream]).With(head.Seq).With(head.Hash).Run();
        }
    }

    private static long ReadNumber(SqliteStatement statement)
    {
        statement.Next();
        var number = statement.Number(0);
        statement.Reset();
        return number;
    }

    private void Know(StreamId stream)
    {
        if (_plan.Knows(stream))
        {
            return;
        }

        var rows = writer.FindStream.With(stream.Value);
        if (rows.Next())
        {
            _ids[stream] = rows.Number(0);
            _plan.Know(stream, new StreamHead(rows.Number(1), rows.Bytes(2)));
        }
        else
        {
            _plan.Know(stream, StreamHead.Empty);
        }

        rows.Reset();
    }

    private void AddRecord(JournalRecord record)
    {
        var id = IdOf(record.Stream);
        _moved.Add(record.Stream);
        var actor = record.Actor;
        writer.AddRecord
            .With(id).With(record.Seq).With(Microseconds.Of(record.Time)).With(actor.Person).With(actor.Role).With(actor.Session)
            .With(record.Kind).With(record.Version).With(record.Payload).With(record.Hash).Run();
    }

    private long IdOf(StreamId stream)
    {
        if (_ids.TryGetValue(stream, out var id))
        {
            return id;
        }

        return _ids[stream] = ReadNumber(writer.AddStream.With(stream.Value).With(RecordChain.Start));
    }

    private void AddSideRows(Append append)
    {
        foreach (var row in append.RemoveIndex)
        {
            writer.RemoveIndex.With(row.Index).With(row.Key).With(row.Value).Run();
        }

        foreach (var row in append.AddIndex)
        {
            writer.AddIndex.With(row.Index).With(row.Key).With(row.Value).Run();
        }

        foreach (var (kind, key) in append.Cancel)
        {
            writer.Cancel.With(kind).With(key).Run();
        }

        foreach (var work in append.Schedule)
        {
            writer.Schedule.With(work.Kind).With(work.Key).With(Microseconds.Of(work.DueAt)).With(work.Payload).Run();
        }
    }
}
