namespace RoundTable.Domain.Words;

/// <summary>How one person of the plan stands to another (handbook 1).</summary>
public enum RelationKind
{
    /// <summary>Gezag over een kind.</summary>
    AuthorityOver,

    /// <summary>Is hulpverlener van.</summary>
    Serves,

    /// <summary>Geeft gevaar voor; per statement, never a role.</summary>
    SourceOfDanger,
}
