using System.Globalization;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>How long and with which chance the oracle runs; short by default, longer by the environment.</summary>
/// <param name="Kills">How often a server is killed (<c>ORACLE_KILLS</c>).</param>
/// <param name="Writers">How many people write (<c>ORACLE_WRITERS</c>).</param>
/// <param name="Seed">Where chance starts (<c>ORACLE_SEED</c>); another one for each run, and in every failure's text.</param>
internal sealed record OracleOptions(int Kills, int Writers, int Seed)
{
    public static OracleOptions Read() => new(Number("ORACLE_KILLS") ?? 3, Number("ORACLE_WRITERS") ?? 6, Number("ORACLE_SEED") ?? Environment.TickCount);

    private static int? Number(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
