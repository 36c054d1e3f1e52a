using RoundTable.Server.Hosting;

namespace RoundTable.Server.Tests;

public class OptionsTests
{
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
        Assert.Equal("--data needs a value.", Assert.Throws<SwitchWithoutValueException>(() => ServerArguments.Parse(["--data", "--demo"])).Message);
}
