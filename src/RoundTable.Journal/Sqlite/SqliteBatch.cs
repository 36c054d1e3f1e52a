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

    /// <summary>Keeps a snapshot; false when it is beyond its stream's head.</summary>
    internal bool SaveSnapshot(Snapshot snapshot)
    {
        Know(snapshot.Stream);
        if (snapshot.Seq > _plan.Heads[snapshot.Stream].Seq)
        {
            return false;
        }

        writer.SaveSnapshot.Execute(
            _ids[snapshot.Stream], snapshot.Seq, snapshot.Version, SqliteStatement.Bytes(snapshot.Payload));
        return true;
    }

    internal IReadOnlyList<LeasedWork> TakeDue(string kind, DateTimeOffset now, TimeSpan lease, int max)
    {
        var due = new List<(DueWork Work, int Attempt)>();
        using (var rows = writer.FindDue.Query(kind, Microseconds.Of(now), max))
        {
            while (rows.Read())
            {
                var work = new DueWork(
                    kind, rows.GetString(0), Microseconds.ToMoment(rows.GetInt64(1)), rows.GetFieldValue<byte[]>(2));
                due.Add((work, rows.GetInt32(3) + 1));
            }
        }

        var end = Microseconds.Truncate(now + lease);
        var taken = new List<LeasedWork>(due.Count);
        foreach (var (work, attempt) in due)
        {
            var id = ReadNumber(writer.NextLease);
            writer.Lease.Execute(kind, work.Key, id, Microseconds.Of(end));
            taken.Add(new LeasedWork(work, id, end, attempt));
        }

        return taken;
    }

    internal void Complete(LeasedWork work) => writer.Complete.Execute(work.Work.Kind, work.Work.Key, work.LeaseId);

    internal void Postpone(LeasedWork work, DateTimeOffset dueAt) =>
        writer.Postpone.Execute(work.Work.Kind, work.Work.Key, work.LeaseId, Microseconds.Of(dueAt));

    /// <summary>Writes the heads of the streams that moved; the last step before the commit.</summary>
    internal void MoveHeads()
    {
        foreach (var stream in _moved)
        {
            var head = _plan.Heads[stream];
            writer.MoveHead.Execute(_ids[stream], head.Seq, SqliteStatement.Bytes(head.Hash));
        }
    }

    private static long ReadNumber(SqliteStatement statement, params ReadOnlySpan<object> values)
    {
        using var rows = statement.Query(values);
        rows.Read();
        return rows.GetInt64(0);
    }

    private void Know(StreamId stream)
    {
        if (_plan.Knows(stream))
        {
            return;
        }

        using var rows = writer.FindStream.Query(stream.Value);
        if (rows.Read())
        {
            _ids[stream] = rows.GetInt64(0);
            _plan.Know(stream, new StreamHead(rows.GetInt64(1), rows.GetFieldValue<byte[]>(2)));
        }
        else
        {
            _plan.Know(stream, StreamHead.Empty);
        }
    }

    private void AddRecord(JournalRecord record)
    {
        if (!_ids.TryGetValue(record.Stream, out var id))
        {
            id = ReadNumber(writer.AddStream, record.Stream.Value, SqliteStatement.Bytes(RecordChain.Start));
            _ids[record.Stream] = id;
        }

        _moved.Add(record.Stream);
        var actor = record.Actor;
        writer.AddRecord.Execute(
            id, record.Seq, Microseconds.Of(record.Time), actor.Person, actor.Role, actor.Session, record.Kind,
            record.Version, SqliteStatement.Bytes(record.Payload), SqliteStatement.Bytes(record.Hash));
    }

    private void AddSideRows(Append append)
    {
        foreach (var row in append.RemoveIndex)
        {
            writer.RemoveIndex.Execute(row.Index, row.Key, row.Value);
        }

        foreach (var row in append.AddIndex)
        {
            writer.AddIndex.Execute(row.Index, row.Key, row.Value);
        }

        foreach (var (kind, key) in append.Cancel)
        {
            writer.Cancel.Execute(kind, key);
        }

        foreach (var work in append.Schedule)
        {
            writer.Schedule.Execute(work.Kind, work.Key, Microseconds.Of(work.DueAt), SqliteStatement.Bytes(work.Payload));
        }
    }
}
