using System.Threading.Channels;

namespace RoundTable.Grains.Tests.Feed;

public sealed class ServerTalkTests : IAsyncDisposable
{
    private const string Topic = "meeting/m 1";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
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
    public async Task Servers_ThatHearThemselves_FallSilent()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Listen(here);
        there.Talk.Say(Topic, "Anna");
        await HearAsync("Anna");

        Assert.True(await _bus.FallsSilentAsync());
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
        await HearAsync("", meanwhile: () => _bus.PassAsync(TimeSpan.FromSeconds(2)));
        there.IsCutOff = false;
        await HearAsync("Anna", meanwhile: () => _bus.PassAsync(TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task TakenBack_WhenItCannotBeTold_IsToldLater()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Listen(here);
        there.Talk.Say(Topic, "Anna");
        await HearAsync("Anna");

        there.FailTellings = 2;
        there.Talk.Say(Topic, "");

        await HearAsync("", meanwhile: () => _bus.PassAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal(2, there.Failed);
    }

    [Fact]
    public async Task TakenBack_WhileItWasNotHeard_IsGoneWhenItIsListenedToAgain_AndTheOthersNeverWere()
    {
        const string Stays = "meeting/m 2";
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        var stayed = Channel.CreateUnbounded<string>();
        Listen(here);
        here.Talk.Join(Stays, (_, words) => stayed.Writer.TryWrite(words));
        there.Talk.Say(Topic, "Anna");
        there.Talk.Say(Stays, "Bram");
        await HearAsync("Anna");
        Assert.Equal("Bram", await stayed.Reader.ReadAsync());

        // Shorter than it takes for a server that is not heard to count as gone.
        here.IsDeaf = true;
        there.Talk.Say(Topic, "");
        await there.SaidAsync($"s 0 0 {Topic}\n");
        here.ListenAgain();

        await HearAsync("");
        there.Talk.Say(Stays, "Cees");
        Assert.Equal("Cees", await stayed.Reader.ReadAsync());
    }

    [Fact]
    public async Task ServerGone_WithWordsThatAreInDoubt_IsNotWaitedForLongerThanForOneThatIsSilent()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Listen(here);
        there.Talk.Say(Topic, "Anna");
        await HearAsync("Anna");

        there.IsCutOff = true;
        here.ListenAgain();

        await HearAsync("", meanwhile: () => _bus.PassAsync(TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task Words_HeardWhileTheListenerIsBeingToldThatTheServerIsGone_ComeAfterThat()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        using var told = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        here.Talk.Join(Topic, (_, words) =>
        {
            if (words.Length == 0)
            {
                told.Set();
                Assert.True(goOn.Wait(Deadline), "nobody let it go on");
            }

            _heard.Writer.TryWrite(words);
        });
        there.Talk.Say(Topic, "Anna");
        await HearAsync("Anna");
        there.IsCutOff = true;
        await UntilAsync(() => told.IsSet, () => _bus.PassAsync(TimeSpan.FromSeconds(2)));

        there.IsCutOff = false;
        there.Talk.Say(Topic, "Bram");
        await UntilAsync(() => here.Talk.Others == 1, () => _bus.PassAsync(TimeSpan.FromSeconds(2)));

        // Long enough for the words to overtake, if they could.
        SpinWait.SpinUntil(() => _heard.Reader.Count > 0, TimeSpan.FromMilliseconds(200));
        goOn.Set();

        await HearAsync("");
        await HearAsync("Bram", meanwhile: () => _bus.PassAsync(TimeSpan.FromSeconds(2)));
    }

    private static async Task UntilAsync(Func<bool> holds, Func<Task> meanwhile)
    {
        using var late = new CancellationTokenSource(Deadline);
        while (!holds())
        {
            await meanwhile();
            await Task.Delay(10, late.Token);
        }
    }

    private void Listen(TestBus.Server server) => server.Talk.Join(Topic, (_, words) => _heard.Writer.TryWrite(words));

    // Time passes as long as nothing is heard.
    private async Task HearAsync(string words, Func<Task>? meanwhile = null)
    {
        using var late = new CancellationTokenSource(Deadline);
        var next = _heard.Reader.ReadAsync(late.Token).AsTask();
        while (meanwhile is not null && await Task.WhenAny(next, Task.Delay(10, late.Token)) != next)
            await meanwhile();
        Assert.Equal(words, await next);
    }
}
