using System.Threading.Channels;

namespace RoundTable.Grains.Tests.Feed;

public sealed class ServerTalkTests : IAsyncDisposable
{
    private const string Topic = "meeting/m 1";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly TestBus _bus = new();
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task Words_OfAnotherServer_AreHeardByThoseWhoJoinedTheTopic()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Listen(here);

        there.Talk.Say(Topic, "Anna");
        await HearAsync("Anna");
        there.Talk.Say("meeting/another", "Bram");
        there.Talk.Say(Topic, "");
        await HearAsync("");
    }

    [Fact]
    public async Task Words_SaidBefore_AreSaidAgainToOneWhoJoinsLater()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        there.Talk.Say(Topic, "Anna");
        Listen(here);
        await HearAsync("Anna");
    }

    [Fact]
    public async Task Words_LongerThanAMessage_ArriveWhole()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Listen(here);
        var words = string.Concat(Enumerable.Range(0, 300).Select(i => $"é📚{i}\n"));

        there.Talk.Say(Topic, words);

        await HearAsync(words);
    }

    [Fact]
    public async Task Server_ThatGoes_TakesItsWordsWithItAtOnce()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Listen(here);
        there.Talk.Say(Topic, "Anna");
        await HearAsync("Anna");

        await there.StopAsync();

        await HearAsync("");
        Assert.Equal(0, here.Talk.Others);
    }

    [Fact]
    public async Task Server_ThatIsNotHeard_IsGoneAfterAWhileAndItsWordsComeBackWithIt()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Listen(here);
        there.Talk.Say(Topic, "Anna");
        await HearAsync("Anna");

        there.IsCutOff = true;
        await HearAsync("", meanwhile: () => _bus.Advance(TimeSpan.FromSeconds(2)));
        there.IsCutOff = false;
        await HearAsync("Anna", meanwhile: () => _bus.Advance(TimeSpan.FromSeconds(2)));
    }

    private void Listen(TestBus.Server server) => server.Talk.Join(Topic, (_, words) => _heard.Writer.TryWrite(words));

    // Time passes as long as nothing is heard.
    private async Task HearAsync(string words, Action? meanwhile = null)
    {
        using var late = new CancellationTokenSource(Deadline);
        var next = _heard.Reader.ReadAsync(late.Token).AsTask();
        while (meanwhile is not null && await Task.WhenAny(next, Task.Delay(10, late.Token)) != next)
            meanwhile();
        Assert.Equal(words, await next);
    }
}
