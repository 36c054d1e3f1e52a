using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Grains.Subjects;
using RoundTable.Sessions;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Grains.Tests.Subjects;

public sealed class SubjectGrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    private static readonly ArrivalFrom Home = new("192.0.2.1", DeviceKind.Unknown);
    private static readonly ArrivalFrom Away = new("198.51.100.7", DeviceKind.Unknown);
    private static readonly SubjectId Nadia = TestFamily.SubjectOf(TestFamily.Nadia);
    private static readonly WayInRequest Personal = new(
        "Nadia", Scope.Full, new Landing(TestFamily.Plan, null, null), WayInCode.New, OneTime: false, EndsOtherSessions: true, ReplacesEarlier: true, TimeSpan.FromDays(14));

    private TestTable _table = null!;

    private SubjectCalls Calls => _table.Get<SubjectCalls>();

    public async ValueTask InitializeAsync() => _table = await TestTable.StartAsync();

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Enter_WithLinkAndCode_GivesASessionThatLastsOverARestart()
    {
        var wayIn = await MakeAsync(Personal);
        Assert.Equal(new WayInGreeting("Nadia", true), (await Calls.LookAsync(wayIn.Token)).Value);

        var entered = (await Calls.EnterAsync(wayIn.Token, wayIn.Code, Lifetime)).Value!;
        await _table.RestartAsync();

        var found = await Calls.AuthenticateAsync(entered.Token);
        Assert.Equal((Nadia, entered.Session), (found!.Value.Subject, found.Value.Session));
    }

    [Fact]
    public async Task Session_AfterItsTime_IsOver()
    {
        var wayIn = await MakeAsync(Personal);
        var entered = (await Calls.EnterAsync(wayIn.Token, wayIn.Code, Lifetime)).Value!;

        _table.Advance(Lifetime);

        Assert.Null(await Calls.AuthenticateAsync(entered.Token));
    }

    [Fact]
    public async Task Enter_UnknownLink_IsRefused() => Assert.Equal(
        RefusalCodes.WayInUnknown, (await Calls.EnterAsync("no-such-token", null, Lifetime)).Refusal?.Code);

    [Fact]
    public async Task Enter_FifthWrongCode_LocksForAWhileAlsoAfterARestart()
    {
        var wayIn = await MakeAsync(Personal);
        for (var i = 1; i < SubjectSession.WrongCodesBeforeLock; i++)
        {
            Assert.Equal(RefusalCodes.WayInWrongCode, await TryAsync(wayIn, "wrong"));
        }

        Assert.Equal(RefusalCodes.WayInLocked, await TryAsync(wayIn, "wrong"));
        await _table.RestartAsync();
        Assert.Equal(RefusalCodes.WayInLocked, await TryAsync(wayIn, wayIn.Code));
        _table.Advance(SubjectSession.LockTime);
        Assert.Null(await TryAsync(wayIn, wayIn.Code));
    }

    [Fact]
    public async Task Enter_GuessedTooOftenInAll_ClosesTheWayIn()
    {
        var wayIn = await MakeAsync(Personal);

        await GuessAsync(wayIn);

        Assert.Equal(RefusalCodes.WayInWrongCode, await TryAsync(wayIn, wayIn.Code));
    }

    [Fact]
    public async Task Enter_WithAWrongCode_IsAnsweredTheSameWhereTheyCameInAndElsewhere()
    {
        var personal = await MakeAsync(Personal);
        var minutes = await MakeMinutesAsync("mi-1");
        await TryAsync(personal, "wrong", Home);
        await TryAsync(personal, "wrong", Away);
        Assert.Null(await TryAsync(personal, personal.Code, Home));

        // Enough to lock both, and with them enough to close it.
        for (var i = 0; i < SubjectSession.WrongCodesInAll; i++)
        {
            foreach (var link in new[] { personal, minutes })
            {
                var (home, away) = (await Calls.EnterAsync(link.Token, "wrong", Lifetime, Home), await Calls.EnterAsync(link.Token, "wrong", Lifetime, Away));
                Assert.Equal(away.Refusal?.Code, home.Refusal?.Code);
                Assert.NotNull((await Calls.LookAsync(link.Token)).Value);
            }

            _table.Advance(SubjectSession.LockTime / 3);
        }

        _table.Advance(SubjectSession.LockTime);
        Assert.Equal(RefusalCodes.WayInWrongCode, await TryAsync(personal, personal.Code, Away));
    }

    [Fact]
    public async Task Enter_GuessedTooOftenInAll_IsWrittenNoMoreAndAnsweredTheSameFromEverywhere()
    {
        var wayIn = await MakeAsync(Personal);
        Assert.Null(await TryAsync(wayIn, wayIn.Code, Home));
        await GuessAsync(wayIn, from: Away);
        var closed = await HeadAsync();

        foreach (var network in Enumerable.Range(0, 100))
            await GuessUntilLockedAsync(new ArrivalFrom($"203.0.113.{network}", DeviceKind.Unknown));

        Assert.Equal(closed, await HeadAsync());
        await GuessUntilLockedAsync(Home);
        Assert.Equal(RefusalCodes.WayInLocked, await TryAsync(wayIn, wayIn.Code, Home));
        await _table.RestartAsync();
        await GuessUntilLockedAsync(Home);
        await GuessUntilLockedAsync(Away);
        _table.Advance(SubjectSession.LockTime);
        Assert.Null(await TryAsync(wayIn, wayIn.Code, Home));

        await GuessAsync(wayIn, from: Home);
        var known = await HeadAsync();
        await GuessAsync(wayIn, from: Home);
        Assert.Equal(known, await HeadAsync());
        await _table.RestartAsync();
        Assert.Equal(RefusalCodes.WayInWrongCode, await TryAsync(wayIn, wayIn.Code, Home));

        async Task GuessUntilLockedAsync(ArrivalFrom from)
        {
            for (var i = 1; i < SubjectSession.WrongCodesBeforeLock; i++)
                Assert.Equal(RefusalCodes.WayInWrongCode, await TryAsync(wayIn, "wrong", from));
            Assert.Equal(RefusalCodes.WayInLocked, await TryAsync(wayIn, "wrong", from));
        }
    }

    [Fact]
    public async Task Enter_AfterManyWrongCodesAndARestart_TellsNotFromWhichNetworkTheyCameIn()
    {
        var answers = new List<string?>();
        foreach (var cameIn in new[] { false, true })
        {
            var wayIn = await MakeAsync(Personal);
            if (cameIn)
                Assert.Null(await TryAsync(wayIn, wayIn.Code, Home));
            await GuessAsync(wayIn, from: Home);
            for (var i = 1; i < SubjectSession.WrongCodesBeforeLock; i++)
                await TryAsync(wayIn, "wrong", Away);

            await _table.RestartAsync();
            answers.Add(await TryAsync(wayIn, "wrong", Away));
        }

        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task Enter_OnANetworkFromWhichTheyCameIn_BeginsTheCountAnew()
    {
        var wayIn = await MakeAsync(Personal);
        await GuessAsync(wayIn, SubjectSession.WrongCodesInAll - 1, Home);
        Assert.Null(await TryAsync(wayIn, wayIn.Code, Home));
        Assert.Equal(RefusalCodes.WayInWrongCode, await TryAsync(wayIn, "wrong", Home));

        Assert.Null(await TryAsync(wayIn, wayIn.Code, Home));
        await _table.RestartAsync();
        Assert.Null(await TryAsync(wayIn, wayIn.Code, Home));
    }

    [Fact]
    public async Task Enter_WithoutACode_IsRefusedAndCostsNoTry()
    {
        var wayIn = await MakeAsync(Personal);
        for (var i = 0; i < SubjectSession.WrongCodesBeforeLock + 1; i++)
        {
            Assert.Equal(RefusalCodes.WayInWrongCode, await TryAsync(wayIn, null));
        }

        Assert.Null(await TryAsync(wayIn, $"{wayIn.Code![..3]} {wayIn.Code[3..]}"));
    }

    [Fact]
    public async Task Enter_AfterItsTime_IsRefused()
    {
        var wayIn = await MakeAsync(Personal);

        _table.Advance(Personal.Lifetime);

        Assert.Equal(RefusalCodes.WayInExpired, await TryAsync(wayIn, wayIn.Code));
    }

    [Fact]
    public async Task Enter_MinutesLink_AsksTheCodeThatTheSubjectHasNow()
    {
        var before = await MakeAsync(Personal);
        var minutes = await MakeAsync(Personal with { Scope = Scope.Minutes, Code = WayInCode.Own });
        var now = await MakeAsync(Personal);

        Assert.Null(minutes.Code);
        Assert.True((await Calls.LookAsync(minutes.Token)).Value!.NeedsCode);
        Assert.Equal(RefusalCodes.WayInWrongCode, await TryAsync(minutes, null));
        Assert.Equal(RefusalCodes.WayInWrongCode, await TryAsync(minutes, before.Code));
        Assert.Null(await TryAsync(minutes, now.Code));
    }

    [Fact]
    public async Task HasCode_FromTheLinkThatHasOneUntilItIsClosed()
    {
        await MakeMinutesAsync("mi-1");
        Assert.False(await HasCodeAsync());

        await MakeAsync(Personal);
        Assert.True(await HasCodeAsync());

        await _table.Host.Subject(Nadia).CallAsync(s => s.CloseWaysInAsync(Caller.Server(TestFamily.Director)));
        Assert.False(await HasCodeAsync());

        Task<bool> HasCodeAsync() => _table.Host.Subject(Nadia).CallAsync(s => s.HasCodeAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HasCode_AfterGuessing_OnlyWhereTheyCameInBefore(bool cameIn)
    {
        var wayIn = await MakeAsync(Personal);
        if (cameIn)
            Assert.Null(await TryAsync(wayIn, wayIn.Code, Home));
        await GuessAsync(wayIn);

        Assert.Equal(cameIn, await _table.Host.Subject(Nadia).CallAsync(s => s.HasCodeAsync()));
    }

    [Fact]
    public async Task NewCode_EndsSessionsThatCameByAMinutesLinkWithTheOldOne()
    {
        var before = await MakeAsync(Personal);
        var minutes = await MakeMinutesAsync("mi-1");
        var entered = (await Calls.EnterAsync(minutes.Token, before.Code, Lifetime)).Value!;
        await MakeMinutesAsync("mi-2");
        Assert.NotNull(await Calls.AuthenticateAsync(entered.Token));

        var now = await MakeAsync(Personal);

        Assert.Null(await Calls.AuthenticateAsync(entered.Token));
        Assert.Null(await TryAsync(minutes, now.Code));
    }

    [Fact]
    public async Task Enter_MinutesLinkOfSomebodyWithoutCode_IsRefused()
    {
        var minutes = await MakeAsync(Personal with { Scope = Scope.Minutes, Code = WayInCode.Own });

        Assert.Equal(RefusalCodes.WayInWrongCode, await TryAsync(minutes, ""));
        Assert.Equal(RefusalCodes.WayInWrongCode, await TryAsync(minutes, "000000"));
    }

    [Fact]
    public async Task Enter_MinutesLinkAfterTheInvitationWasGuessedAt_TakesItsCodeWhereItsOwnerCameIn()
    {
        var personal = await MakeAsync(Personal);
        var minutes = await MakeMinutesAsync("mi-1");
        Assert.Null(await TryAsync(minutes, personal.Code, Home));

        await GuessAsync(personal);

        Assert.Equal(RefusalCodes.WayInWrongCode, await TryAsync(personal, personal.Code));
        Assert.Equal(RefusalCodes.WayInWrongCode, await TryAsync(minutes, personal.Code));
        Assert.Null(await TryAsync(minutes, personal.Code, Home));
        Assert.Null(await TryAsync(personal, personal.Code, Home));
    }

    [Fact]
    public async Task Enter_MinutesLinks_GiveNoFreshGuessesAtTheSameCode()
    {
        var personal = await MakeAsync(Personal);
        var (one, two) = (await MakeMinutesAsync("mi-1"), await MakeMinutesAsync("mi-2"));
        await GuessAsync(one);

        Assert.Equal(RefusalCodes.WayInWrongCode, await TryAsync(two, personal.Code));
        await _table.RestartAsync();
        Assert.Equal(RefusalCodes.WayInWrongCode, await TryAsync(two, personal.Code));
        var later = await MakeAsync(Personal);
        Assert.Null(await TryAsync(two, later.Code));
    }

    [Fact]
    public async Task Enter_FifthWrongCodeByAMinutesLink_LocksTheOthersForAWhile()
    {
        var personal = await MakeAsync(Personal);
        var (one, two) = (await MakeMinutesAsync("mi-1"), await MakeMinutesAsync("mi-2"));
        for (var i = 1; i < SubjectSession.WrongCodesBeforeLock; i++)
            Assert.Equal(RefusalCodes.WayInWrongCode, await TryAsync(one, "wrong"));

        Assert.Equal(RefusalCodes.WayInLocked, await TryAsync(two, "wrong"));
        Assert.Equal(RefusalCodes.WayInLocked, await TryAsync(one, personal.Code));
        Assert.Null(await TryAsync(one, personal.Code, Home));
        _table.Advance(SubjectSession.LockTime);
        Assert.Null(await TryAsync(two, personal.Code));
    }

    [Fact]
    public async Task Enter_MinutesLinkAfterTheGuessedInvitationWasReplacedByOneWithoutCode_IsRefused()
    {
        var personal = await MakeAsync(Personal);
        var minutes = await MakeAsync(Personal with { Scope = Scope.Minutes, Code = WayInCode.Own });
        await GuessAsync(personal);

        await MakeAsync(Personal with { Code = WayInCode.None });

        Assert.Equal(RefusalCodes.WayInWrongCode, await TryAsync(minutes, personal.Code));
    }

    [Fact]
    public async Task Enter_OneTimeLinkTwice_IsRefused()
    {
        var wayIn = await MakeAsync(Personal with { Code = WayInCode.None, OneTime = true });
        Assert.Null(await TryAsync(wayIn, null));

        Assert.Equal(RefusalCodes.WayInUsed, await TryAsync(wayIn, null));
    }

    [Fact]
    public async Task Enter_OnAnotherDevice_EndsTheOldSessionAndTellsIt()
    {
        var wayIn = await MakeAsync(Personal);
        var phone = (await Calls.EnterAsync(wayIn.Token, wayIn.Code, Lifetime)).Value!;
        var connection = new Connection();
        Assert.True(await WatchAsync(phone, connection));

        var laptop = (await Calls.EnterAsync(wayIn.Token, wayIn.Code, Lifetime)).Value!;

        await connection.NextAsync<Connection.Out>();
        Assert.Null(await Calls.AuthenticateAsync(phone.Token));
        Assert.NotNull(await Calls.AuthenticateAsync(laptop.Token));
        Assert.False(await WatchAsync(phone, connection));
    }

    [Fact]
    public async Task Enter_OnAnotherDeviceAsAProfessional_KeepsBoth()
    {
        var wayIn = await MakeAsync(Personal with { EndsOtherSessions = false });
        var one = (await Calls.EnterAsync(wayIn.Token, wayIn.Code, Lifetime)).Value!;
        var two = (await Calls.EnterAsync(wayIn.Token, wayIn.Code, Lifetime)).Value!;

        Assert.NotNull(await Calls.AuthenticateAsync(one.Token));
        Assert.NotNull(await Calls.AuthenticateAsync(two.Token));
    }

    [Fact]
    public async Task MakeWayIn_Again_ReplacesTheEarlierOne()
    {
        var earlier = await MakeAsync(Personal);
        var minutes = await MakeAsync(Personal with { Scope = Scope.Minutes, Landing = new Landing(TestFamily.Plan, null, MinutesId.From("mi-1")) });

        var later = await MakeAsync(Personal);

        Assert.Equal(RefusalCodes.WayInExpired, await TryAsync(earlier, earlier.Code));
        Assert.Null(await TryAsync(minutes, minutes.Code));
        Assert.Null(await TryAsync(later, later.Code));
    }

    [Fact]
    public async Task MakeWayIn_Again_EndsTheSessionsOfTheEarlierOneAndTellsThem()
    {
        var professional = Personal with { EndsOtherSessions = false };
        var earlier = await MakeAsync(professional);
        var entered = (await Calls.EnterAsync(earlier.Token, earlier.Code, Lifetime)).Value!;
        var connection = new Connection();
        Assert.True(await WatchAsync(entered, connection));

        await MakeAsync(professional);

        await connection.NextAsync<Connection.Out>();
        Assert.Null(await Calls.AuthenticateAsync(entered.Token));
        await _table.RestartAsync();
        Assert.Null(await Calls.AuthenticateAsync(entered.Token));
    }

    [Fact]
    public async Task MakeWayIn_AfterTheEarlierOneWasGuessedAt_EndsItsSessionsToo()
    {
        var earlier = await MakeAsync(Personal);
        var entered = (await Calls.EnterAsync(earlier.Token, earlier.Code, SubjectSession.LockTime * 100)).Value!;
        await GuessAsync(earlier);
        Assert.NotNull(await Calls.AuthenticateAsync(entered.Token));

        await MakeAsync(Personal);

        Assert.Null(await Calls.AuthenticateAsync(entered.Token));
    }

    [Fact]
    public async Task MakeWayIn_ToOtherMinutes_EndsNoSession()
    {
        var minutes = Personal with { Scope = Scope.Minutes, Code = WayInCode.None, Landing = new Landing(TestFamily.Plan, null, MinutesId.From("mi-1")), EndsOtherSessions = false };
        var personal = await MakeAsync(Personal);
        var full = (await Calls.EnterAsync(personal.Token, personal.Code, Lifetime)).Value!;
        var read = (await Calls.EnterAsync((await MakeAsync(minutes)).Token, null, Lifetime)).Value!;

        await MakeAsync(minutes with { Landing = new Landing(TestFamily.Plan, null, MinutesId.From("mi-2")) });

        Assert.NotNull(await Calls.AuthenticateAsync(full.Token));
        Assert.NotNull(await Calls.AuthenticateAsync(read.Token));
    }

    [Fact]
    public async Task MakeWayIn_ForOneself_KeepsTheSessionThatAskedUntilTheNewOneIsUsed()
    {
        var professional = Personal with { EndsOtherSessions = false };
        var earlier = await MakeAsync(professional);
        var asking = (await Calls.EnterAsync(earlier.Token, earlier.Code, Lifetime)).Value!;
        var other = (await Calls.EnterAsync(earlier.Token, earlier.Code, Lifetime)).Value!;
        var self = new Caller(TestFamily.Nadia, PersonRole.ParentWithAuthority, Nadia, asking.Session.Id);

        var later = await _table.Host.Subject(Nadia).CallAsync(s => s.MakeWayInAsync(self, professional));

        Assert.NotNull(await Calls.AuthenticateAsync(asking.Token));
        Assert.Null(await Calls.AuthenticateAsync(other.Token));
        Assert.Null(await TryAsync(later, later.Code));
        Assert.Null(await Calls.AuthenticateAsync(asking.Token));
    }

    [Fact]
    public async Task SignOut_EndsTheSession()
    {
        var wayIn = await MakeAsync(Personal);
        var entered = (await Calls.EnterAsync(wayIn.Token, wayIn.Code, Lifetime)).Value!;

        await _table.Host.Subject(Nadia).CallAsync(s => s.SignOutAsync(entered.Session.Id));

        Assert.Null(await Calls.AuthenticateAsync(entered.Token));
    }

    [Fact]
    public async Task Journal_HoldsNoSecret()
    {
        var wayIn = await MakeAsync(Personal);
        var entered = (await Calls.EnterAsync(wayIn.Token, wayIn.Code, Lifetime)).Value!;

        await foreach (var record in _table.Journal.ReadAsync(new($"subject/{Nadia.Value}")))
        {
            var text = System.Text.Encoding.UTF8.GetString(record.Payload.Span) + record.Actor;
            Assert.DoesNotContain(wayIn.Token, text, StringComparison.Ordinal);
            Assert.DoesNotContain(entered.Token, text, StringComparison.Ordinal);
            Assert.DoesNotContain($"\"{wayIn.Code}\"", text, StringComparison.Ordinal);
        }
    }

    private Task<NewWayIn> MakeAsync(WayInRequest request) =>
        _table.Host.Subject(Nadia).CallAsync(s => s.MakeWayInAsync(Caller.Server(TestFamily.Director), request));

    private Task<NewWayIn> MakeMinutesAsync(string minutes) => MakeAsync(Personal with
    {
        Scope = Scope.Minutes,
        Code = WayInCode.Own,
        Landing = new Landing(TestFamily.Plan, null, MinutesId.From(minutes)),
        EndsOtherSessions = false,
    });

    private async Task<string?> TryAsync(NewWayIn wayIn, string? code, ArrivalFrom? from = null) =>
        (await Calls.EnterAsync(wayIn.Token, code, Lifetime, from)).Refusal?.Code;

    private async Task<long> HeadAsync() => await _table.Journal.HeadAsync(new($"subject/{Nadia.Value}"));

    private async Task GuessAsync(NewWayIn wayIn, int times = SubjectSession.WrongCodesInAll, ArrivalFrom? from = null)
    {
        for (var i = 0; i < times; i++)
        {
            await TryAsync(wayIn, "wrong", from);
            _table.Advance(SubjectSession.LockTime);
        }
    }

    private Task<bool> WatchAsync(Entered entered, Connection connection) =>
        _table.Host.Subject(Nadia).CallAsync(s => s.WatchAsync(new ReaderId("connection"), entered.Session.Id, connection));

    private sealed class Connection : Inbox, ISubjectObserver
    {
        public void SignedOut() => Hear(new Out());

        public sealed record Out;
    }
}
