using System.Runtime.CompilerServices;
using RoundTable.Server.Wire.TypeScript;

namespace RoundTable.Server.Tests;

public class WireTypesTests
{
    [Fact]
    public async Task TypeScriptTypes_InTheRepository_AreThoseOfTheServer()
    {
        var file = Path.Combine(Root(), "web-client", "src", "wire", "types.ts");

        Assert.True(
            WireTypes.Write() == await File.ReadAllTextAsync(file),
            "The wire has changed: dotnet run --project src/RoundTable.Server -- --write-types web-client/src/wire/types.ts");
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
