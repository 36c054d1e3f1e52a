namespace RoundTable.Domain.Words;

/// <summary>What sort of permission it is; the three are not to be mixed up (handbook 4.10).</summary>
public enum ConsentKind
{
    /// <summary>Doorbreken van het beroepsgeheim: a professional may tell what they know.</summary>
    LiftSecrecy,

    /// <summary>Toestemming als grondslag: data may go to somebody.</summary>
    ShareData,

    /// <summary>Instemming met hulp: no ground to share anything.</summary>
    AgreementToHelp,

    /// <summary>Meedoen van het netwerk: no ground to share with organisations.</summary>
    NetworkTakesPart,
}
