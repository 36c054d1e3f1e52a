namespace RoundTable.Server.Tests.Harness;

/// <summary>How long tests wait for what must come. Long: a test that waits for nothing fails late, and one on a slow and busy machine does not fail at all.</summary>
internal static class Patience
{
    public static readonly TimeSpan Enough = TimeSpan.FromMinutes(2);
}
