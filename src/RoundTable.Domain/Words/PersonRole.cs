namespace RoundTable.Domain.Words;

/// <summary>The role of a person in one case (handbook 1). Danger and protection are relations, not roles.</summary>
public enum PersonRole
{
    /// <summary>Jeugdige.</summary>
    Child,

    /// <summary>Ouder met gezag.</summary>
    ParentWithAuthority,

    /// <summary>Ouder zonder gezag.</summary>
    ParentWithoutAuthority,

    /// <summary>Sociaal netwerk.</summary>
    NetworkMember,

    /// <summary>Regisseur: chairs the meeting.</summary>
    CaseDirector,

    /// <summary>Procesregisseur.</summary>
    ProcessDirector,

    /// <summary>Gedragswetenschapper.</summary>
    BehaviouralExpert,

    /// <summary>Medewerker van Veilig Thuis.</summary>
    SafeHomeWorker,

    /// <summary>Hulpverlener.</summary>
    Professional,

    /// <summary>Vertrouwenspersoon.</summary>
    TrustedPerson,

    /// <summary>Tolk.</summary>
    Interpreter,
}
