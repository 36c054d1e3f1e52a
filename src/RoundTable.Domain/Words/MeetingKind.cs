namespace RoundTable.Domain.Words;

/// <summary>The type of a meeting.</summary>
public enum MeetingKind
{
    /// <summary>Startoverleg.</summary>
    Start,

    /// <summary>Evaluatieoverleg.</summary>
    Evaluation,

    /// <summary>Acuut overleg.</summary>
    Acute,

    /// <summary>Afsluitend overleg.</summary>
    Closing,
}
