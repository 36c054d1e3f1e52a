using RoundTable.Server.Hosting;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public class OptionsTests
{
    [Fact]
    public void Setting_ThatIsUnknown_StopsTheStart()
    {
        var stopped = Assert.ThrowsAny<Exception>(() => TableServer.Start(settings: s => s["RoundTable:Mail:Hots"] = "mail.example"));
        Assert.Contains("Hots", stopped.ToString());
    }

    [Fact]
    public void Setting_ThatCannotWork_StopsTheStart()
    {
        var stopped = Assert.ThrowsAny<Exception>(() => TableServer.Start(settings: s => s["RoundTable:Mail:Port"] = "70000"));
        Assert.Contains("RoundTable:Mail:Port is 1 to 65535", stopped.ToString());
    }

    [Fact]
    public void Arguments_OfOurOwn_BecomeSettings()
    {
        var arguments = ServerArguments.Parse(["--demo", "--data", "/tmp/x", "--urls", "http://localhost:1"]);

        Assert.Equal("true", arguments.Settings["RoundTable:Demo"]);
        Assert.Equal("/tmp/x", arguments.Settings["RoundTable:Data"]);
        Assert.Equal(["--urls", "http://localhost:1"], arguments.Rest);
        Assert.Null(arguments.WriteTypes);
    }

    [Fact]
    public void Argument_WithoutItsValue_IsNamed() =>
        Assert.Equal("--data needs a value.", Assert.Throws<ArgumentException>(() => ServerArguments.Parse(["--data", "--demo"])).Message);
}
