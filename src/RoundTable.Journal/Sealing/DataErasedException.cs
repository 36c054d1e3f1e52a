namespace RoundTable.Journal;

/// <summary>The key of this data was destroyed: it is gone for good, here and in every backup. Nothing was written.</summary>
public sealed class DataErasedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="owner">Whose data it was.</param>
    public DataErasedException(string owner)
        : base($"The data of {owner} was erased.") => Owner = owner;

    /// <summary>Whose data it was, for instance <c>plan/&lt;id&gt;</c>.</summary>
    public string Owner { get; }
}
