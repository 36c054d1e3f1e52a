using System.Net;
using System.Text;
using RoundTable.Domain.Ids;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Tests.Harness;
using RoundTable.Yjs;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>
/// Somebody who reads along at the hub and at a door until the director takes them out of the audience, and goes on trying. Nothing
/// that is typed after the director was told so may reach them, at whichever server they are.
/// </summary>
internal sealed class Leaver(Fleet fleet, CookieContainer cookies, SectionId section, int seed)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly List<string> _received = [];
    private readonly TaskCompletionSource _readsAtHub = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _readsAtDoor = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<TokenPen, int> _typedBefore = [];
    private volatile bool _left;
    private volatile bool _resting;
    private int _refused;

    /// <summary>How often they were sent away after they left.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public void Rest() => _resting = true;

    public Task RunAsync() => Task.WhenAll(AgainAndAgainAsync(SitAtHubAsync, new Random(seed)), AgainAndAgainAsync(SitAtDoorAsync, new Random(seed + 1)));

    /// <summary>Has the director take them out, once they read at both places.</summary>
    /// <param name="director">The director's cookies.</param>
    /// <param name="pens">Who writes.</param>
    public async Task LeaveAsync(CookieContainer director, IEnumerable<TokenPen> pens)
    {
        await Task.WhenAll(_readsAtHub.Task, _readsAtDoor.Task).WaitAsync(Deadline);
        using var late = new CancellationTokenSource(Deadline);
        while (!await TakeOutAsync(director))
            await Task.Delay(Pause, late.Token);
        foreach (var pen in pens)
            _typedBefore[pen] = pen.Typed;
        _left = true;
    }

    /// <summary>Fails when something came that was typed after they left.</summary>
    public void AssertNothingCameAfterwards()
    {
        var everything = string.Join('\n', _received);
        Assert.Contains("[w", everything, StringComparison.Ordinal);
        Assert.True(Refused > 0, "who left was never refused");
        Assert.Contains(_typedBefore, before => before.Key.Typed > before.Value);
        foreach (var (pen, before) in _typedBefore)
            Assert.All(pen.Tokens.Where(token => TokenPen.NumberOf(token) > before), token => Assert.DoesNotContain(token, everything, StringComparison.Ordinal));
    }

    private async Task<bool> TakeOutAsync(CookieContainer director)
    {
        try
        {
            using var own = Participants.At(fleet.Addresses[0], cookies);
            var mine = (await (await own.GetAsync("/api/me")).ReadAsync<MeReply>()).Plans[0];
            await using var table = await TableClient.ConnectAsync(fleet.Addresses[0], director);
            var audience = (await table.OpenPlanAsync(mine.Plan)).View!.Sections.Single(s => s.Id == section).Audience;
            using var desk = Participants.At(fleet.Addresses[0], director);
            var reply = await desk.PostAsync($"/api/plans/{mine.Plan}/sections/{section}/audience", new AudienceBody([.. audience.Where(person => person != mine.Person)]));
            return reply.IsSuccessStatusCode;
        }
        catch (Exception e) when (Gone.Is(e))
        {
            // The database is not yet back.
            return false;
        }
    }

    private async Task AgainAndAgainAsync(Func<Uri, Task> sitAsync, Random chance)
    {
        while (!_resting)
        {
            try
            {
                await sitAsync(fleet.Addresses[chance.Next(fleet.Addresses.Count)]);
            }
            catch (Exception e) when (Gone.Is(e))
            {
                // They go on at another.
            }

            await Task.Delay(Pause);
        }
    }

    private async Task SitAtHubAsync(Uri address)
    {
        await using var table = await TableClient.ConnectAsync(address, cookies);
        try
        {
            while (!_resting)
            {
                var left = _left;
                if ((await table.OpenSectionAsync(section)).Refusal is null)
                    Assert.False(left, "who left could open the section at the hub");
                else if (left)
                    Interlocked.Increment(ref _refused);
                if (table.Frames.Everything().Contains("[w", StringComparison.Ordinal))
                    _readsAtHub.TrySetResult();
                await Task.Delay(10 * Pause);
            }
        }
        finally
        {
            Keep(table.Frames.Everything());
        }
    }

    private async Task SitAtDoorAsync(Uri address)
    {
        using var browser = Participants.At(address, cookies);
        if (await Participants.DoorTokenAsync(browser, section) is not { } token)
            return;
        using var call = await DoorCall.ConnectAsync(address, isCollab: true, section, token);
        await call.SendAsync(section, DoorCall.Authentication(token));
        await call.SendAsync(section, Bodies.Sync(MessageType.Step1, new Doc(1).EncodeStateVector()));
        while (!_resting && await call.NextAsync() is { } frame)
        {
            var text = Encoding.UTF8.GetString(frame);
            Keep(text);
            if (text.Contains("[w", StringComparison.Ordinal))
                _readsAtDoor.TrySetResult();
            if (call.Open(frame).Body is [(byte)MessageType.Close, ..] or [(byte)MessageType.Auth, 1, ..])
                return;
        }
    }

    private void Keep(string received)
    {
        lock (_received)
            _received.Add(received);
    }
}
