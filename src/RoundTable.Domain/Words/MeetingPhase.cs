namespace RoundTable.Domain.Words;

/// <summary>The steps of a meeting, in order (handbook 3.2).</summary>
public enum MeetingPhase
{
    /// <summary>Wachtkamer: people arrive, the chair lets them in.</summary>
    Lobby,

    /// <summary>Welkom en regels.</summary>
    Welcome,

    /// <summary>In kaart brengen: the card is written.</summary>
    Mapping,

    /// <summary>Ieder geeft in stilte een cijfer.</summary>
    Scoring,

    /// <summary>De cijfers samen bekijken.</summary>
    Differences,

    /// <summary>Veiligheidsafspraken.</summary>
    Commitments,

    /// <summary>Teruglezen en afsluiten.</summary>
    ReadBack,

    /// <summary>Gesloten.</summary>
    Closed,
}
