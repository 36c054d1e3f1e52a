using System.Collections.Concurrent;
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

        Say(there, "Anna");
        await HearAsync("Anna");
        Say(there, "Bram", "meeting/another");
        Say(there, "");
        await HearAsync("");
    }

    [Fact]
    public async Task Servers_ThatHearThemselves_FallSilent()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Listen(here);
        Say(there, "Anna");
        await HearAsync("Anna");

        Assert.True(await _bus.FallsSilentAsync());
    }

    [Fact]
    public async Task Words_SaidBefore_AreSaidAgainToOneWhoJoinsLater()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Say(there, "Anna");
        Listen(here);
        await HearAsync("Anna");
    }

    [Fact]
    public async Task Words_ThatWereDifferentBefore_AreSaidWholeToAServerThatListensNow()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Say(there, "Anna");
        await there.SaidAsync(Topic);
        Say(there, "Anna Bram");
        await there.SilentAsync();

        Listen(here);

        await HearAsync("Anna Bram");
    }

    [Fact]
    public async Task Words_LongerThanAMessage_ArriveWhole()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Listen(here);
        var words = string.Join(' ', Enumerable.Range(100, 300).Select(i => $"é📚{i}"));

        Say(there, words);

        await HearAsync(words);
    }

    [Fact]
    public async Task Server_ThatGoes_TakesItsWordsWithItAtOnce()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Listen(here);
        Say(there, "Anna");
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
        Say(there, "Anna");
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
        Say(there, "Anna");
        await HearAsync("Anna");

        there.FailTellings = 2;
        Say(there, "");

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
        here.Talk.Join(Stays, (_, words) => stayed.Writer.TryWrite(Text(words)));
        Say(there, "Anna");
        Say(there, "Bram", Stays);
        await HearAsync("Anna");
        Assert.Equal("Bram", await stayed.Reader.ReadAsync().AsTask().WaitAsync(Deadline));

        // Shorter than it takes for a server that is not heard to count as gone.
        here.IsDeaf = true;
        Say(there, "");
        while (!(await there.SaidAsync(Topic)).EndsWith($"{Topic}\n", StringComparison.Ordinal))
        {
        }

        here.ListenAgain();

        await HearAsync("");
        Say(there, "Cees", Stays);
        Assert.Equal("Cees", await stayed.Reader.ReadAsync().AsTask().WaitAsync(Deadline));
    }

    [Fact]
    public async Task ServerGone_WithWordsThatAreInDoubt_IsNotWaitedForLongerThanForOneThatIsSilent()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Listen(here);
        Say(there, "Anna");
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
            if (words.Count == 0)
            {
                told.Set();
                Assert.True(goOn.Wait(Deadline), "nobody let it go on");
            }

            _heard.Writer.TryWrite(Text(words));
        });
        Say(there, "Anna");
        await HearAsync("Anna");
        there.IsCutOff = true;
        await UntilAsync(() => told.IsSet, () => _bus.PassAsync(TimeSpan.FromSeconds(2)));

        there.IsCutOff = false;
        Say(there, "Bram");
        await UntilAsync(() => here.Talk.Others == 1, () => _bus.PassAsync(TimeSpan.FromSeconds(2)));

        // Long enough for the words to overtake, if they could.
        SpinWait.SpinUntil(() => _heard.Reader.Count > 0, TimeSpan.FromMilliseconds(200));
        goOn.Set();

        await HearAsync("");
        await HearAsync("Bram", meanwhile: () => _bus.PassAsync(TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task Words_OfWhichOneIsDifferent_AreSaidAsThatOne_HoweverManyThereAre()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Listen(here);
        var people = Enumerable.Range(100, 200).ToDictionary(n => $"p-{n}", _ => "reads");
        there.Talk.Say(Topic, people);
        await HearAsync(Text(people));
        await there.SilentAsync();

        Dictionary<string, string> later = new(people) { ["p-150"] = "types" };
        later.Remove("p-299");
        there.Talk.Say(Topic, later);

        await HearAsync(Text(later));
        Assert.EndsWith($"0 0 {Topic}\np-150 types\np-299\n", await there.SaidAsync(Topic), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_MissedWithoutAnybodyNoticing_AreAskedForWhenTheNextComes()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Listen(here);
        Say(there, "Anna");
        await HearAsync("Anna");
        await there.SilentAsync();

        here.Misses = 1;
        Say(there, "Anna Bram");
        await there.SaidAsync(Topic);
        Say(there, "Anna Bram Cees");

        await HearAsync("Anna Bram Cees");
    }

    [Fact]
    public async Task Question_ThatWasNotHeard_IsAnsweredWhenItIsListenedToAgain()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Say(there, "Anna");
        await there.SilentAsync();

        there.IsDeaf = true;
        Listen(here);
        await here.SilentAsync();
        there.ListenAgain();

        await HearAsync("Anna");
    }

    [Fact]
    public async Task LastWords_MissedWithoutAnybodyNoticing_AreAskedForAtTheNextSignOfLife()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Listen(here);
        Say(there, "Anna Bram");
        await HearAsync("Anna Bram");
        await there.SilentAsync();

        here.Misses = 1;
        Say(there, "Anna");
        await HearAsync("Anna", meanwhile: () => _bus.PassAsync(TimeSpan.FromSeconds(1)));
        await there.SilentAsync();

        here.Misses = 1;
        Say(there, "");
        await HearAsync("", meanwhile: () => _bus.PassAsync(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Words_ThatWereDifferentSinceSomebodyJoined_AreSaidWholeToTheNextWhoJoins()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        Listen(here);
        Say(there, "Anna Bram");
        await HearAsync("Anna Bram");
        Say(there, "Bram Cees");
        await HearAsync("Bram Cees");

        var third = await _bus.StartAsync();
        Listen(third);

        await HearAsync("Bram Cees");
        Say(there, "Bram");
        await HearAsync("Bram");
        await HearAsync("Bram");
    }

    [Fact]
    public async Task Servers_ThatMissFailAndAreCutOff_EndWithWhatTheOthersSayLast()
    {
        const int Runs = 12;
        for (var seed = 0; seed < Runs; seed++)
        {
            await using var bus = new TestBus();
            var random = new Random(seed);
            TestBus.Server[] servers = [await bus.StartAsync(), await bus.StartAsync(), await bus.StartAsync()];
            var heard = servers.Select(_ => new ConcurrentDictionary<string, string>()).ToArray();
            for (var n = 0; n < servers.Length; n++)
            {
                var mine = heard[n];
                servers[n].Talk.Join(Topic, (server, words) => mine[server] = Text(words));
            }

            var said = new string[servers.Length];
            for (var step = 0; step < 60; step++)
            {
                var n = random.Next(servers.Length);
                switch (random.Next(12))
                {
                    case 0:
                        servers[n].Misses = random.Next(3);
                        break;
                    case 1:
                        servers[n].FailTellings = random.Next(2);
                        break;
                    case 2:
                        servers[n].IsCutOff = !servers[n].IsCutOff;
                        break;
                    case 3:
                        servers[n].IsDeaf = true;
                        break;
                    case 4 when servers[n].IsDeaf:
                        servers[n].ListenAgain();
                        break;
                    case 5:
                        await bus.PassAsync(TimeSpan.FromSeconds(random.Next(1, 4)));
                        break;
                    default:
                        said[n] = string.Join(' ', new[] { "Anna", "Bram", "Cees", "Dirk", "Els" }.Where(_ => random.Next(2) == 0));
                        Say(servers[n], said[n]);
                        break;
                }
            }

            foreach (var server in servers)
            {
                (server.IsCutOff, server.Misses) = (false, 0);
                if (server.IsDeaf)
                    server.ListenAgain();
            }

            await UntilAsync(IsRight, () => bus.PassAsync(TimeSpan.FromSeconds(1)), $"seed {seed}");

            bool IsRight() => Enumerable.Range(0, servers.Length).All(n => Enumerable.Range(0, servers.Length).All(other =>
                other == n || heard[n].GetValueOrDefault($"server-{other}", "") == (said[other] ?? "")));
        }
    }

    private static async Task UntilAsync(Func<bool> holds, Func<Task> meanwhile, string otherwise = "it did not come to that")
    {
        using var late = new CancellationTokenSource(Deadline);
        while (!holds())
        {
            Assert.False(late.IsCancellationRequested, otherwise);
            await meanwhile();
            await Task.Delay(10);
        }
    }

    private void Listen(TestBus.Server server) => server.Talk.Join(Topic, (_, words) => _heard.Writer.TryWrite(Text(words)));

    private static void Say(TestBus.Server server, string people, string topic = Topic) =>
        server.Talk.Say(topic, people.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(person => person, _ => ""));

    private static string Text(IReadOnlyDictionary<string, string> words) => string.Join(' ', words.Select(w => w.Key + w.Value).Order(StringComparer.Ordinal));

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
