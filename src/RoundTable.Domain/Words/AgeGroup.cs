namespace RoundTable.Domain.Words;

/// <summary>The ages at which rights change (BR-20).</summary>
public enum AgeGroup
{
    /// <summary>0 to 11.</summary>
    Under12,

    /// <summary>12 to 15; also a child whose birthday is not known.</summary>
    From12To15,

    /// <summary>16 and 17.</summary>
    From16To17,

    /// <summary>18 and over.</summary>
    Adult,
}
