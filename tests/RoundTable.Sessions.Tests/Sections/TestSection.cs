using System.Collections.Frozen;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Sessions.Sections;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>A section with a disk that answers when the test says so.</summary>
internal sealed class TestSection
{
    public const ulong ServerClient = 7;
    public static readonly SectionId Id = SectionId.From("common");
    private readonly List<SectionRecord> _disk = [];
    private readonly Queue<SectionEffect.Append> _writing = new();
    private (long Seq, byte[] Payload)? _snapshot;
    private SectionSettings _settings;
    private readonly SectionCaps? _caps;
    private ulong _serverClient = ServerClient;

    public TestSection(params string[] people)
        : this(null, people)
    {
    }

    public TestSection(SectionCaps? caps, params string[] people)
    {
        _settings = Live(people);
        _caps = caps;
        Session = new SectionSession(Id, _settings, _serverClient, caps);
    }

    public SectionSession Session { get; private set; }

    public IReadOnlyList<SectionRecord> Disk => _disk;

    public int Writing => _writing.Count;

    public bool HasSnapshot => _snapshot is not null;

    public static SectionSettings Live(params string[] people)
    {
        var set = people.Select(PersonId.From).ToFrozenSet();
        return new SectionSettings(SectionMode.Live, set, set) { People = set };
    }

    public static SectionSettings Released(params string[] people) =>
        new(SectionMode.Released, people.Select(PersonId.From).ToFrozenSet(), FrozenSet<PersonId>.Empty);

    public IReadOnlyList<SectionEffect> Change(SectionSettings settings)
    {
        _settings = settings;
        return Handle(new SectionInput.AudienceChanged(settings));
    }

    /// <summary>Gives an input; appends wait for <see cref="Flush"/>.</summary>
    public IReadOnlyList<SectionEffect> Handle(SectionInput input)
    {
        var effects = Session.Handle(input).ToList();
        foreach (var effect in effects)
        {
            if (effect is SectionEffect.Append append)
                _writing.Enqueue(append);
            else if (effect is SectionEffect.SaveSnapshot snapshot)
                _snapshot = (snapshot.Seq, snapshot.Payload.ToArray());
        }

        return effects;
    }

    /// <summary>Brings waiting records to the disk, all of them or at most so many.</summary>
    public IReadOnlyList<SectionEffect> Flush(int most = int.MaxValue)
    {
        var effects = new List<SectionEffect>();
        for (; most > 0 && _writing.TryDequeue(out var append); most--)
        {
            _disk.Add(new SectionRecord(_disk.Count + 1, append.Kind, append.Caller.Person.Value, append.Payload.ToArray()));
            effects.AddRange(Handle(new SectionInput.Appended(append.Ticket, _disk.Count)));
        }

        return effects;
    }

    /// <summary>The same, but the disk answers for all of them at once.</summary>
    public IReadOnlyList<SectionEffect> FlushTogether(int most = int.MaxValue)
    {
        var count = Math.Min(most, _writing.Count);
        if (count == 0)
            return [];
        var (ticket, seq) = (_writing.Peek().Ticket, _disk.Count + 1);
        for (var left = count; left > 0; left--)
        {
            var append = _writing.Dequeue();
            _disk.Add(new SectionRecord(_disk.Count + 1, append.Kind, append.Caller.Person.Value, append.Payload.ToArray()));
        }

        return Handle(new SectionInput.Appended(ticket, seq, count));
    }

    /// <summary>Gives an input and brings what it causes to the disk.</summary>
    public IReadOnlyList<SectionEffect> HandleAndFlush(SectionInput input) => [.. Handle(input), .. Flush()];

    /// <summary>The disk says no.</summary>
    public IReadOnlyList<SectionEffect> Fail()
    {
        var ticket = _writing.Dequeue().Ticket;
        _writing.Clear();
        return Handle(new SectionInput.AppendFailed(ticket));
    }

    /// <summary>The process dies and comes back: what waited is gone, what is on disk is replayed.</summary>
    public void Crash()
    {
        _writing.Clear();
        Session = new SectionSession(Id, _settings, ++_serverClient, _caps);
        if (_snapshot is { } snapshot)
            Session.Restore(snapshot.Seq, SectionSnapshot.Read(snapshot.Payload, SectionSnapshot.Version));
        Session.Replay([.. _disk.Skip((int)Session.Head)]);
    }

    /// <summary>Opens the section for a client that gets all answers, and flushes.</summary>
    public TestClient Join(string person, ulong clientId)
    {
        var client = new TestClient(person, clientId);
        var opened = HandleAndFlush(client.Opening()).OfType<SectionEffect.Opened>().Single();
        client.Take(opened.Reply);
        client.Pushes.Clear();
        return client;
    }

    /// <summary>Pushes what a client typed, flushes, and acknowledges.</summary>
    public IReadOnlyList<SectionEffect> PushAll(TestClient client)
    {
        var effects = new List<SectionEffect>();
        while (client.Pushes.TryDequeue(out var push))
        {
            effects.AddRange(HandleAndFlush(push));
        }

        foreach (var acknowledged in effects.OfType<SectionEffect.Acknowledge>())
        {
            client.Acknowledge(acknowledged.Number);
        }

        return effects;
    }

    /// <summary>What somebody gets who opens the section now.</summary>
    public Doc Document(string person)
    {
        var reader = new TestClient(person, 999_999);
        reader.Take(HandleAndFlush(reader.Opening()).OfType<SectionEffect.Opened>().Single(o => o.Reader == reader.Reader).Reply);
        Handle(new SectionInput.Leave(reader.Reader));
        return reader.Doc;
    }

    /// <summary>The same as text.</summary>
    public string Read(string person) => Json.Of(Document(person));
}
