namespace RoundTable.Domain.Tests.Properties;

/// <summary>A guard that a test takes away to see that the property notices.</summary>
public enum Dropped
{
    None,
    Audience,
    Shield,
    Hiding,
    LeakGuard,
    Seal,
    Rooms,
    Withholding,
    ChildRelease,
    ConsentCircle,
    Category,
    TreatmentDecision,
    LateSeat,
}
