using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Server.Hubs.Outgoing;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Wire;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Tests;

/// <summary>Who is in a section, as it reaches a connection that is slow to take it.</summary>
public class WaitingPresenceTests
{
    private const int Histories = 300;
    private const int Steps = 60;
    private static readonly SectionId Section = new("table");
    private static readonly PersonId[] People = [.. Enumerable.Range(0, 8).Select(n => new PersonId($"person-{n}"))];
    private static readonly JsonHubProtocol Protocol = MakeProtocol();
    private readonly SharedPresence _presence = new();

    [Fact]
    public void Change_ThatWaits_IsTakenUpByTheNext()
    {
        var queue = new OutgoingQueue(maxFrames: 10, maxBytes: 10_000, maxLost: 1);
        queue.Add(Frame(new PeopleChange([new(People[1], null, true), new(People[2], null, true)], [People[3]])));
        var last = Frame(new PeopleChange([new(People[3], null, false)], [People[2]]));

        queue.Add(last);

        Assert.Equal(1, queue.Waiting.Messages);
        var told = Told(Take(queue)!);
        Assert.Equal([People[1], People[3]], told.People.Select(p => p.Person));
        Assert.Equal([People[2]], told.Gone!);
        Assert.Equal(0, queue.Waiting.Bytes);
    }

    [Fact]
    public void Change_BehindAllOfThem_MakesThemAllOfThemStill()
    {
        var queue = new OutgoingQueue(maxFrames: 10, maxBytes: 10_000, maxLost: 1);
        queue.Add(Frame(new PeopleChange([new(People[1], null, true)], null)));

        queue.Add(Frame(new PeopleChange([new(People[2], null, true)], [People[1]])));

        var told = Told(Take(queue)!);
        Assert.Null(told.Gone);
        Assert.Equal([People[2]], told.People.Select(p => p.Person));
    }

    [Fact]
    public void Change_ThatIsTakenUp_WeighsAsMuchAsItIsThen()
    {
        var queue = new OutgoingQueue(maxFrames: 10, maxBytes: 100_000, maxLost: 1);
        for (var n = 0; n < 200; n++)
            queue.Add(Frame(new PeopleChange([new(new PersonId($"person-{n:d3}"), null, true)], [])));

        Assert.Equal(1, queue.Waiting.Messages);
        var weighed = queue.Waiting.Bytes;
        Assert.Equal(Take(queue)!.Message.GetSerializedMessage(Protocol).Length, weighed);
    }

    [Fact]
    public void Receiver_WhoIsSlow_EndsWithThePeopleWhoAreThere_AndNeverSawOneWhoMayNotBeSeen()
    {
        for (var seed = 0; seed < Histories; seed++)
            new Slow(seed, _presence).Run();
    }

    private static JsonHubProtocol MakeProtocol()
    {
        var options = new JsonHubProtocolOptions();
        WireJson.Configure(options.PayloadSerializerOptions);
        return new JsonHubProtocol(Options.Create(options));
    }

    private PresenceFrame Frame(PeopleChange change) => new(Section, change, _presence, Protocol);

    private static Frame? Take(OutgoingQueue queue) => queue.TryTake(out var next) ? next : null;

    private static PresenceEvent Told(Frame frame)
    {
        var bytes = frame.Message.GetSerializedMessage(Protocol)[..^1];
        return JsonDocument.Parse(bytes).RootElement.GetProperty("arguments")[0].Deserialize<PresenceEvent>(WireJson.Options)!;
    }

    /// <summary>A section with people who move, come, go and are taken out, and one connection that reads now and then.</summary>
    private sealed class Slow
    {
        private readonly string _seed;
        private readonly Random _random;
        private readonly SharedPresence _presence;
        private readonly OutgoingQueue _queue;
        private readonly SectionSession _session;
        private readonly Dictionary<PersonId, Sessions.Sections.PersonPresence> _there = [];
        private readonly Dictionary<PersonId, Hubs.Wire.PersonPresence> _seen = [];
        private HashSet<PersonId> _audience = [.. People];
        private HashSet<PersonId> _visible = [];

        public Slow(int seed, SharedPresence presence)
        {
            _seed = $"seed {seed}";
            _random = new Random(seed);
            _presence = presence;

            _queue = new OutgoingQueue(maxFrames: 10, maxBytes: 2_000, maxLost: 2);
            _session = new SectionSession(Section, Settings(), serverClient: 7);
            Open(0);
        }

        public void Run()
        {
            for (var step = 0; step < Steps; step++)
            {
                Act();
                if (_random.Next(3) == 0)
                    Tick();
                if (_random.Next(6) == 0)
                    Drain(_random.Next(1, 4));
            }

            Tick();
            for (var round = 0; round < 3; round++)
            {
                Drain(int.MaxValue);
                Tick();
            }

            Drain(int.MaxValue);
            var expected = _there.Values.Where(p => p.Person != People[0] && _audience.Contains(p.Person))
                .Select(p => new Hubs.Wire.PersonPresence(p.Person, p.Item, p.Typing)).OrderBy(p => p.Person.Value, StringComparer.Ordinal);
            Assert.True(expected.SequenceEqual(_seen.Values.OrderBy(p => p.Person.Value, StringComparer.Ordinal)), _seed);
        }

        private void Act()
        {
            var n = _random.Next(1, People.Length);
            switch (_random.Next(11))
            {
                case 0:
                    Handle(new SectionInput.Leave(Reader(n)));
                    _there.Remove(People[n]);
                    break;
                case 1 when _audience.Contains(People[n]):
                    _audience = [.. _audience.Where(p => p != People[n])];
                    _there.Remove(People[n]);
                    Handle(new SectionInput.AudienceChanged(Settings()));
                    break;
                case 2:
                    _audience = [.. _audience, People[n]];
                    Handle(new SectionInput.AudienceChanged(Settings()));
                    break;
                case 3:
                    Handle(new SectionInput.HidePresence());
                    break;
                case 4:
                    // The page asks again, as after an answer that did not come.
                    Return();
                    break;
                case 5:
                    // Edits, which make what waits give way now and then.
                    _queue.Add(new Frame(ClientMessages.Acknowledged(new AcknowledgedEvent(Section, 1)), 500, Section));
                    break;
                default:
                    if (!_audience.Contains(People[n]))
                        break;
                    if (!_there.ContainsKey(People[n]))
                        Open(n);
                    var typing = _random.Next(2) == 0;
                    Handle(new SectionInput.SetPresence(Reader(n), null, typing, 100UL + (ulong)n));
                    _there[People[n]] = new(People[n], null, typing);
                    break;
            }
        }

        private void Tick() => Handle(new SectionInput.Tick());

        private void Drain(int frames)
        {
            for (; frames > 0 && _queue.TryTake(out var frame); frames--)
            {
                if (frame is not PresenceFrame)
                {
                    if (frame!.Section is null)
                        Return();
                    continue;
                }

                // It names nobody who might not be seen when it was made, which is when the last change came to lie on it.
                var told = Told(frame);
                Assert.True(told.People.Select(p => p.Person).Concat(told.Gone ?? []).All(p => p != People[0] && _visible.Contains(p)), _seed);
                if (told.Gone is null)
                    _seen.Clear();
                foreach (var gone in told.Gone ?? [])
                    _seen.Remove(gone);
                foreach (var person in told.People)
                    _seen[person.Person] = person;
            }
        }

        private void Return()
        {
            _seen.Clear();
            _queue.Opened(Section);
            Open(0);
        }

        private void Open(int n) =>
            Handle(new SectionInput.Open(Reader(n), new Caller(People[n], PersonRole.Professional, new SubjectId($"u-{n}"), ""), default));

        private void Handle(SectionInput input)
        {
            foreach (var show in _session.Handle(input).OfType<SectionEffect.ShowPresence>())
            {
                var picture = show.Newcomers.Contains(Reader(0)) ? show.Picture.Whole : show.Picture;
                var change = picture.Told.Without(People[0]);
                if (change.IsEmpty)
                    continue;

                _visible = _audience;
                _queue.Add(new PresenceFrame(Section, change, _presence, Protocol));
            }
        }

        private SectionSettings Settings()
        {
            var all = _audience.ToFrozenSet();
            return new(SectionMode.Live, all, all);
        }

        private static ReaderId Reader(int n) => new($"c-{n}");
    }
}
