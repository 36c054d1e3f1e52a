namespace RoundTable.Server.Tests.Harness;

/// <summary>The master key of servers whose wrapped keys are in PostgreSQL.</summary>
internal static class MasterKey
{
    public const string Setting = "RoundTable:Keys:Master";

    public static string Text { get; } = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());

    public static string Argument => $"--{Setting}={Text}";
}
