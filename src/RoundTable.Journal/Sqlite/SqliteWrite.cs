namespace RoundTable.Journal;

/// <summary>A waiting write that is not an append: a snapshot, or a step of due work.</summary>
internal sealed class SqliteWrite<T>(Func<SqliteBatch, T> apply) : PendingWrite<T>, ISqliteWrite
{
    void ISqliteWrite.Apply(SqliteBatch batch) => Stage(apply(batch));
}
