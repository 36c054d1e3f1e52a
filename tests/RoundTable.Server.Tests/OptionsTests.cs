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

    [Theory]
    [InlineData("stray")]
    [InlineData("rotate-plan-key", "plan", "another")]
    [InlineData("--demo", "true")]
    [InlineData("--urls", "http://localhost:1", "stray")]
    public void Word_ThatBelongsToNoSwitch_IsRefused(params string[] words) =>
        Assert.Contains(words[^1], Assert.Throws<StrayWordException>(() => ServerArguments.Parse(words)).Message, StringComparison.Ordinal);

    [Fact]
    public void Settings_InEveryMannerOfAspNetCore_ArePassedOn()
    {
        string[] settings = ["--urls", "http://localhost:1", "--RoundTable:Mail:Port=25", "RoundTable:Rehearsal=false", "--RoundTable:Mail:From", "a@b.example"];
        Assert.Equal(settings, ServerArguments.Parse(settings).Rest);
    }

    [Fact]
    public void Argument_WithoutItsValue_IsNamed() =>
        Assert.Equal("--data needs a value.", Assert.Throws<SwitchWithoutValueException>(() => ServerArguments.Parse(["--data", "--demo"])).Message);
}
