using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains.Plans;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>The directorship goes to a colleague, and sometimes back, by both of them (BR-01); some try to take it.</content>
internal sealed partial class World
{
    private const int OneInHandsOver = 3;

    // By the seed and not by chance, so that all other families live as they did.
    private bool HandsOver => _seed % OneInHandsOver == 0;

    /// <summary>After the minutes were sent: what was sent stays where it is.</summary>
    public async Task HandOverAfterwardsAsync()
    {
        if (!HandsOver)
            return;
        await CheckAsync();
        await HandOverAsync();
        await CheckAsync();
    }

    private async Task HandOverAsync()
    {
        if (_truth.People.Where(p => p.Role == PersonRole.CaseDirector && p.Id != _truth.Director).Select(p => p.Id).ToList() is not { Count: > 0 } colleagues)
            return;
        var to = Any(colleagues);
        if (!await SetupAsync(new OfferHandover(to)))
            return;

        // What the director of today was shown until now is looked at while they are it.
        await CheckAsync();
        var thief = Any([.. Everybody.Where(p => p != to)]);
        if (await AcceptAsync(thief))
            Fail(new LeakException($"{thief} took over without being asked"));
        if (!await AcceptAsync(to))
            return;
        _truth.HandOver(to);
        foreach (var room in _truth.IsClosed ? [] : _truth.Rooms.Values.ToList())
        {
            // Also who waited in the lobby comes in now.
            if (!await DoAsync(to, new EnterRoom(room.Id)))
                Fail(new MissingException($"{to} has no chair in a room of the meeting"));
            room.Admitted.Add(to);
        }

        _tally.Add(_truth.IsClosed ? "handovers after the minutes" : "handovers");
    }

    private async Task<bool> AcceptAsync(PersonId person) =>
        Told(person, await _stage.Get<PlanArranging>().SetupAsync(As(person), _plan, Operation(), new AcceptHandover()));
}
