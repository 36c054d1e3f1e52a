using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;
using RoundTable.Grains.Sections;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Tests.Properties;

/// <summary>
/// A family at real grains, lived through by seeded chance. Every text carries a token that occurs nowhere else, so that bytes
/// that hold the token hold the text. A worker reads both sides and knows the protected word; Mark must not read it.
/// </summary>
internal sealed class LiveWorld
{
    private const string Word = "Vlierstraat";
    private const int Steps = 24;
    private static readonly JsonSerializerOptions Readable = new(DomainJson.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly PersonId Worker = PersonId.From("p-worker");
    private static readonly PersonId Clinic = PersonId.From("p-clinic");
    private static readonly PersonId Child = PersonId.From("p-child");
    private static readonly ConsentId Consent = ConsentId.From("consent");
    private static readonly ChildWordsId ChildsOwn = ChildWordsId.From("own");
    private static readonly SectionKey Secret = new(TestFamily.Plan, SectionId.From("sec-secret"));
    private readonly TestTable _table;
    private readonly Random _random;
    private readonly Dropped _dropped;
    private readonly Dictionary<SectionId, HashSet<PersonId>> _readers = [];
    private readonly Dictionary<PersonId, List<byte[]>> _left = [];
    private readonly List<(string Token, HashSet<PersonId> Readers)> _written = [];
    private readonly List<(SectionKey Section, ItemId Item, int Written)> _items = [];
    private ulong _client = 1_000;
    private int _token;
    private bool _clinicIn = true;

    private LiveWorld(TestTable table, int seed, Dropped dropped)
    {
        _table = table;
        _random = new Random(seed);
        _dropped = dropped;
    }

    /// <summary>The first leak of a world in words, or null.</summary>
    public static async Task<string?> LeakAsync(int seed, Dropped dropped)
    {
        await using var table = await TestTable.StartAsync();
        var world = new LiveWorld(table, seed, dropped);
        await world.BuildAsync();
        for (var i = 0; i < Steps; i++)
            await world.StepAsync();
        foreach (var person in world._left.Keys)
            await world.LookAroundAsync(person);
        return world.FirstLeak() is { } leak ? $"seed {seed}: {leak}" : null;
    }

    private async Task BuildAsync()
    {
        await TestFamily.MakeAsync(_table, protection: true);
        var today = DutchTime.Day(_table.Now);
        await SetupAsync(new AddPerson(TestFamily.Person(Worker, "Hanneke", PersonRole.BehaviouralExpert), false, Ground(Worker, today)));
        await SetupAsync(new AddPerson(TestFamily.Person(Clinic, "De Brug", PersonRole.Professional), false, _dropped == Dropped.Ground ? Ground(Clinic, today) : null));
        await SetupAsync(new AddPerson(TestFamily.Person(Child, "Yara", PersonRole.Child), false));
        await SetupAsync(new AskConsent(new Consent(
            Consent, ConsentKind.LiftSecrecy, [TestFamily.Mark], [Clinic], [DataCategory.Safety], "Volgen.", null, today, today.AddDays(300), 1, [], null, null)));
        await SetupAsync(new RecordConsent(Consent, TestFamily.Mark, ConsentMedium.Paper, null));
        await AudienceAsync(TestFamily.HerSide, TestFamily.Director, TestFamily.Nadia, TestFamily.Loubna, Worker);
        await AudienceAsync(TestFamily.HisSide, TestFamily.Director, TestFamily.Mark, Worker, Clinic);
        await SetupAsync(new OpenSection(new Section(Secret.Section, SectionScope.Shielded, SectionMode.Live, [TestFamily.Director, TestFamily.Nadia])));
        _readers[Secret.Section] = [TestFamily.Director, TestFamily.Nadia];
        if (_dropped == Dropped.Audience)
            await SetupAsync(new ChangeSection(Secret.Section, SectionMode.Live, [TestFamily.Director, TestFamily.Nadia, TestFamily.Loubna]));
        if (_dropped == Dropped.LiveGuard)
        {
            var relation = (await StateAsync()).Protections[0];
            await SetupAsync(new SetProtection(relation with { ProtectedWords = ["Ergensanders"] }));
        }

        _readers[TestFamily.Circle.Section] = [.. (await StateAsync()).Circle!.Audience];
        foreach (var person in (await StateAsync()).People)
            _left[person.Id] = [];
    }

    private async Task StepAsync()
    {
        switch (_random.Next(8))
        {
            case < 4: await TypeAsync(); break;
            case 4: await ShareAsync(TestFamily.HerSide, TestFamily.Circle); break;
            case 5: await ShareAsync(TestFamily.HerSide, Secret); break;
            case 6: await WriteAsChildAsync(); break;
            case 7 when _clinicIn && _random.Next(3) == 0: await WithdrawAsync(); break;
        }
    }

    // Who is kept from the word does not know it; everybody else types it now and then, also where he reads along.
    private async Task TypeAsync()
    {
        var section = Any(TestFamily.HerSide, TestFamily.HisSide, Secret);
        var author = Any([.. _readers[section.Section].Where(p => p != Clinic)]);
        var token = $"zq{++_token}qz";
        var text = author != TestFamily.Mark && _random.Next(3) == 0 ? $"{token} {Word}" : token;
        var reader = await SitAsync(author, section);
        var others = new List<TestReader>();
        foreach (var person in _readers[section.Section].Where(p => p != author))
            others.Add(await SitAsync(person, section));
        var id = $"i-{_token:D16}";
        reader.MakeItem(id, text);
        var number = await reader.PushAsync();
        object answer;
        do
            answer = await reader.NextAsync<object>();
        while (!(answer is Refused || (answer is Acknowledged acknowledged && acknowledged.Number == number)));
        if (answer is Acknowledged)
            _items.Add((section, ItemId.From(id), _written.Count));
        _written.Add((token, [.. _readers[section.Section].Where(p => p != Clinic || _clinicIn)]));
        foreach (var person in others.Append(reader))
        {
            await _table.Get<SectionCalls>().LeaveAsync(section, person.Id);
            Keep(person);
        }
    }

    // The director lets an item cross over, or moves it: its readers are those of the other section too from now on.
    private async Task ShareAsync(SectionKey from, SectionKey into)
    {
        var there = _items.Where(i => i.Section == from).ToList();
        if (there.Count == 0)
            return;
        var (_, item, written) = Any([.. there]);
        var refusal = await _table.Get<ItemRelease>().ReleaseAsync(TestFamily.As(TestFamily.Director), TestFamily.Plan, from.Section, item, into.Section);
        if (refusal is null)
            _written[written].Readers.UnionWith(_readers[into.Section]);
    }

    private async Task WriteAsChildAsync()
    {
        var token = $"zq{++_token}qz";
        await CommandAsync(Child, new WriteChildWords(ChildsOwn, ChildWordsKind.Statement, token, false));
        HashSet<PersonId> to = [.. _left.Keys.Where(p => p != Child && _random.Next(4) == 0)];
        await CommandAsync(Child, new ReleaseChildWords(ChildsOwn, [.. _dropped == Dropped.ChildRelease ? (IEnumerable<PersonId>)_left.Keys : to]));
        _written.Add((token, [.. to, Child]));
        foreach (var person in _left.Keys)
            await LookAsync(person);
    }

    private async Task WithdrawAsync()
    {
        await CommandAsync(TestFamily.Mark, new WithdrawConsent(Consent));
        _clinicIn = false;
    }

    /// <summary>Everything that somebody can open, and what others can: as a client that tries all ids would.</summary>
    private async Task LookAroundAsync(PersonId person)
    {
        await LookAsync(person);
        foreach (var section in _readers.Keys.Select(s => new SectionKey(TestFamily.Plan, s)))
            Keep(await SitAsync(person, section));
    }

    private async Task LookAsync(PersonId person)
    {
        var answer = await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.LookAsync(As(person)));
        _left[person].Add(JsonSerializer.SerializeToUtf8Bytes(answer, Readable));
    }

    private async Task<TestReader> SitAsync(PersonId person, SectionKey section)
    {
        var reader = new TestReader(_table, person, ++_client, As(person));
        var opened = await reader.OpenAsync(section);
        if (opened.Opened is { } reply)
            _left[person].Add(reply.Update.ToArray());
        return reader;
    }

    private void Keep(TestReader reader)
    {
        var person = PersonId.From(reader.Id.Value[..reader.Id.Value.LastIndexOf('-')]);
        foreach (var message in reader.Heard)
            _left[person].Add(message is SectionUpdate update ? update.Update.ToArray() : JsonSerializer.SerializeToUtf8Bytes(message, message.GetType(), Readable));
    }

    private string? FirstLeak()
    {
        foreach (var (person, bytes) in _left)
        {
            var text = string.Join('\n', bytes.Select(Encoding.UTF8.GetString));
            if (person == TestFamily.Mark && text.Contains(Word, StringComparison.OrdinalIgnoreCase))
                return $"{person} received {Word}";
            if (_written.Find(w => !w.Readers.Contains(person) && text.Contains(w.Token, StringComparison.Ordinal)) is { Token: { } token })
                return $"{person} received {token}";
        }

        return null;
    }

    private async Task AudienceAsync(SectionKey section, params PersonId[] audience)
    {
        await SetupAsync(new ChangeSection(section.Section, SectionMode.Live, audience));
        _readers[section.Section] = [.. audience];
    }

    private async Task SetupAsync(PlanSetup setup) => Assert.Null(await _table.Host.Plan(TestFamily.Plan)
        .CallAsync(p => p.SetupAsync(Caller.Server(TestFamily.Director), $"op-{++_token}", setup)));

    private async Task CommandAsync(PersonId person, PlanCommand command) => Assert.Null(await _table.Host.Plan(TestFamily.Plan)
        .CallAsync(p => p.CommandAsync(As(person), $"op-{++_token}", command)));

    private Task<FamilyPlan> StateAsync() => _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync());

    private static Caller As(PersonId person) => TestFamily.As(person);

    private static LegalBasisUse Ground(PersonId person, DateOnly today) => new(
        LegalBasisId.From($"ground-{person}"), "public-task", [person], "Nodig.", "Niet meer.", TestFamily.Director, null, today, null, today, null);

    private T Any<T>(params T[] list) => list[_random.Next(list.Length)];
}
