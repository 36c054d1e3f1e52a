using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Server.Security;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>
/// One family, made and lived through by seeded chance at the server's own parts, while a <see cref="Truth"/> keeps account
/// of who may know what. Everything that is written carries a mark.
/// </summary>
internal sealed partial class World
{
    private const string Stranger = "stranger";
    private readonly Stage _stage;
    private readonly int _seed;
    private readonly Random _random;
    private readonly Tally _tally;
    private readonly Book _book;
    private readonly Truth _truth = new();
    private readonly Dictionary<PersonId, Viewer> _viewers = [];
    private readonly Dictionary<PersonId, Person> _people = [];
    private readonly Dictionary<(PersonId Person, SectionId Section), Seat> _seats = [];
    private readonly Dictionary<PersonId, Watcher> _watchers = [];
    private readonly HashSet<(PersonId Person, DateOnly Day, AccessAction Action, AccessSubject What, string Id)> _accesses = [];
    private ulong _client;
    private int _operation;
    private PlanId _plan;

    public World(Stage stage, int seed, Tally tally)
    {
        _stage = stage;
        _seed = seed;
        _random = new Random(seed);
        _tally = tally;
        _book = new Book(seed);
        _client = (ulong)seed * 1_000;
        _truth.Today = DutchTime.Day(stage.Now);
    }

    public int Seed => _seed;

    public Book Book => _book;

    private DateOnly Today => DutchTime.Day(_stage.Now);

    /// <summary>Some of what a family does, with a look after each step at what left for whom.</summary>
    public async Task LiveAsync(int steps)
    {
        _truth.Today = Today;
        await CheckAsync();
        for (var i = 0; i < steps; i++)
        {
            await StepAsync();
            await CheckAsync();
            if (MakesSteps && i % 3 == 1)
            {
                await MakeStepsAsync();
                await CheckAsync();
            }

            if (IsLate && i % 9 == 6)
            {
                await InviteAsync();
                await CheckAsync();
            }

            if (!HandsOver || i % 9 != 4)
                continue;
            await HandOverAsync();
            await CheckAsync();
        }
    }

    /// <summary>Everybody leaves.</summary>
    public async Task EndAsync()
    {
        // Of what was erased nobody has anything open.
        if (_erased is null)
            await LeaveAsync();
        _tally.Add("worlds");
        _tally.Add("viewers", _viewers.Count);
        _tally.Add("bytes", _viewers.Values.Sum(v => v.Bytes));
        _tally.Add("secrets", _book.Secrets.Count);
    }

    private async Task LeaveAsync()
    {
        foreach (var seat in _seats.Values)
            await seat.LeaveAsync();
        foreach (var watcher in _watchers.Values)
        {
            await Plan.CallAsync(p => p.LeaveAsync(watcher.Reader));
            foreach (var sitting in _truth.EverPlanned)
                await _stage.Get<GrainHost>().Meeting(sitting.Id).CallAsync(m => m.LeaveAsync(watcher.Reader));
        }
    }

    private GrainRef<Grains.Plans.PlanGrain> Plan => _stage.Get<GrainHost>().Plan(_plan);

    private SectionCalls Sections => _stage.Get<SectionCalls>();

    private IEnumerable<PersonId> Everybody => _truth.People.Select(p => p.Id);

    private IEnumerable<PersonId> Others => Everybody.Where(p => p != _truth.Director);

    private Caller As(PersonId person) => new(person, _people[person].Role, _people[person].Subject, $"session-{person}");

    private string Operation() => $"op-{++_operation}";

    private Task<FamilyPlan> StateAsync() => Plan.CallAsync(p => p.StateAsync());

    /// <summary>What the director or the server arranges; whether it was done.</summary>
    private async Task<bool> SetupAsync(PlanSetup setup)
    {
        var refusal = await _stage.Get<PlanArranging>().SetupAsync(Caller.Server(_truth.Director), _plan, Operation(), setup);
        return Told(_truth.Director, refusal);
    }

    private async Task<bool> DoAsync(PersonId person, PlanCommand command) =>
        Told(person, await _stage.Get<PlanArranging>().CommandAsync(As(person), _plan, Operation(), command));

    private bool Told(PersonId person, Refusal? refusal)
    {
        if (refusal is not null && _viewers.TryGetValue(person, out var viewer))
            viewer.LeftAsJson(Channel.Reply, refusal);
        return refusal is null;
    }

    private Task LogAsync(PersonId person, AccessSubject what, string id)
    {
        _accesses.Add((person, Today, AccessAction.Opened, what, id));
        return _stage.Get<AccessLog>().ReadAsync(As(person), _plan, what, id);
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Any<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    private T[] Some<T>(IEnumerable<T> list, int percent) => [.. list.Where(_ => Chance(percent))];
}
