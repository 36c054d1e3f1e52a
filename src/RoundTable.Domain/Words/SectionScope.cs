namespace RoundTable.Domain.Words;

/// <summary>What a section is for.</summary>
public enum SectionScope
{
    /// <summary>The whole circle: the widest section of the plan, one per plan.</summary>
    Circle,

    /// <summary>The table of one side of a protection relation.</summary>
    Side,

    /// <summary>A matter that not everybody at the table may read.</summary>
    Shielded,
}
