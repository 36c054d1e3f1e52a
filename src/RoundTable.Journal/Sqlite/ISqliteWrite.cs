namespace RoundTable.Journal;

/// <summary>What the commit loop sees of a <see cref="SqliteWrite{T}"/>.</summary>
internal interface ISqliteWrite
{
    /// <summary>Applies the write in the transaction and stages its answer.</summary>
    void Apply(SqliteBatch batch);
}
