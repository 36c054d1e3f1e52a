namespace RoundTable.Domain.Words;

/// <summary>A part of the safety card as the handbook names them (4.2).</summary>
public enum CardColumn
{
    /// <summary>Schade: what already happened.</summary>
    Harm,

    /// <summary>Gevaar: what will happen if nothing changes.</summary>
    Danger,

    /// <summary>Complicerende factor.</summary>
    ComplicatingFactor,

    /// <summary>Kracht: what goes well.</summary>
    Strength,

    /// <summary>Bestaande veiligheid: shown as protection over time.</summary>
    ExistingSafety,

    /// <summary>Stap die werkt.</summary>
    StepWorked,

    /// <summary>Stap die deels werkt.</summary>
    StepPartly,

    /// <summary>Stap die niet werkt.</summary>
    StepNotWorked,

    /// <summary>Wat moet er gebeuren.</summary>
    NeedsToHappen,
}
