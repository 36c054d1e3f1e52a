namespace RoundTable.Domain.Words;

/// <summary>What of a plan the log of access tells about (handbook 7.3).</summary>
public enum AccessSubject
{
    /// <summary>Het plan.</summary>
    Plan,

    /// <summary>Een deel van de kaart.</summary>
    Section,

    /// <summary>De geschiedenis van een deel van de kaart.</summary>
    History,

    /// <summary>Een gesprek.</summary>
    Meeting,

    /// <summary>Een verslag.</summary>
    Minutes,

    /// <summary>Een persoonlijke link.</summary>
    Invitation,

    /// <summary>Het logboek zelf.</summary>
    Log,

    /// <summary>Alles over één persoon.</summary>
    Person,

    /// <summary>Woorden van een kind.</summary>
    ChildWords,
}
