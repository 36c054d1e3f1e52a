using System.Buffers;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Connections;
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

/// <summary>Who is in a section, as all connections of the hub are told of it.</summary>
public class SharedPresenceTests
{
    private const int Moving = 10;
    private static readonly SectionId Section = new("table");
    private readonly SharedPresence _presence = new();
    private readonly CountingProtocol _protocol = new();

    [Fact]
    public void Message_PutTogether_IsTheEventAsItIsEncodedAlone()
    {
        foreach (var count in new[] { 0, 1, 2, 5 })
        {
            foreach (PersonId[]? gone in new[] { null, [], [new("mother")], new PersonId[] { new("],\"gone\":null"), new("\"people\":[]") } })
            {
                var change = new PeopleChange(People(count), gone);
                var people = change.People.Select(p => new Hubs.Wire.PersonPresence(p.Person, p.Item, p.Typing));
                var alone = ClientMessages.Presence(new PresenceEvent(Section, [.. people], gone)).GetSerializedMessage(_protocol);

                Assert.Equal(Encoding.UTF8.GetString(alone.Span), Text(change));
            }
        }
    }

    [Fact]
    public void People_WhoAllMove_AreEncodedOnceEachForAllWhoHearOfTheOthers()
    {
        var change = new PeopleChange(People(200), []);

        foreach (var person in change.People)
            Text(change.Without(person.Person));

        Assert.InRange(_protocol.Entries, 1, 200);
    }

    [Fact]
    public void Readers_WhoDidNotMove_ShareOneMessage()
    {
        var change = new PeopleChange(People(2), []);

        Assert.Same(
            _presence.Of(Section, change.Without(new PersonId("one")), _protocol), _presence.Of(Section, change.Without(new PersonId("other")), _protocol));
        Assert.Equal(2 + 1, _protocol.Encoded);
    }

    [Fact]
    public void Frame_OfOneWhoMoves_IsAsLongAmong200AsAmong2()
    {
        var (few, many) = (new Table(2), new Table(200));

        Assert.Equal(few.Weigh(_presence, _protocol, moving: 1), many.Weigh(_presence, _protocol, moving: 1));
    }

    [Fact]
    public void Frame_OfTenWhoMoveAmong200_WeighsATwentiethOfAllOfThem()
    {
        var table = new Table(200);
        var whole = new PresenceFrame(Section, table.Show().Whole.Told, _presence, _protocol).Bytes;

        var bytes = table.Weigh(_presence, _protocol, Moving);

        TestContext.Current.TestOutputHelper?.WriteLine($"200 people, {Moving} move: {bytes} bytes a tick and receiver, all of them {whole}");
        Assert.InRange(bytes, 1, whole / 18);
    }

    private static List<Sessions.Sections.PersonPresence> People(int count) => [.. Enumerable.Range(0, count)
        .Select(n => new Sessions.Sections.PersonPresence(new PersonId($"person-{n:d3}"), n % 2 == 0 ? new ItemId($"i-{n:d16}") : null, n % 3 == 0))];

    private string Text(PeopleChange change) => Encoding.UTF8.GetString(_presence.Of(Section, change, _protocol).GetSerializedMessage(_protocol).Span);

    /// <summary>People in a section, all of whom are typing.</summary>
    private sealed class Table
    {
        private readonly SectionSession _session;

        public Table(int people)
        {
            var all = Enumerable.Range(0, people).Select(n => new PersonId($"person-{n:d3}")).ToFrozenSet();
            _session = new(Section, new SectionSettings(SectionMode.Live, all, all), serverClient: 7);
            for (var n = 0; n < people; n++)
            {
                _session.Handle(new SectionInput.Open(new ReaderId($"c-{n}"), new Caller(new PersonId($"person-{n:d3}"), PersonRole.Professional, new SubjectId($"u-{n}"), ""), default));
                Move(n, 1UL + (ulong)n);
            }
        }

        public PresencePicture Show() => _session.Handle(new SectionInput.Tick()).OfType<SectionEffect.ShowPresence>().Single().Picture;

        /// <returns>Bytes of the frame for somebody who did not move.</returns>
        public int Weigh(SharedPresence presence, IHubProtocol protocol, int moving)
        {
            _session.Handle(new SectionInput.Tick());
            for (var n = 0; n < moving; n++)
                Move(n, null);
            return new PresenceFrame(Section, Show().Told, presence, protocol).Bytes;
        }

        private void Move(int person, ulong? client) =>
            _session.Handle(new SectionInput.SetPresence(new ReaderId($"c-{person}"), null, client is null, client ?? 1UL + (ulong)person));
    }

    private sealed class CountingProtocol : IHubProtocol
    {
        private readonly JsonHubProtocol _json;

        public CountingProtocol()
        {
            var options = new JsonHubProtocolOptions();
            WireJson.Configure(options.PayloadSerializerOptions);
            _json = new JsonHubProtocol(Options.Create(options));
        }

        /// <summary>Messages that were encoded.</summary>
        public int Encoded { get; private set; }

        /// <summary>People in them.</summary>
        public int Entries { get; private set; }

        public string Name => _json.Name;

        public int Version => _json.Version;

        public TransferFormat TransferFormat => _json.TransferFormat;

        public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message)
        {
            Encoded++;
            Entries += ((PresenceEvent)((InvocationMessage)message).Arguments[0]!).People.Count;
            return _json.GetMessageBytes(message);
        }

        public bool IsVersionSupported(int version) => _json.IsVersionSupported(version);

        public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message) =>
            _json.TryParseMessage(ref input, binder, out message);

        public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => _json.WriteMessage(message, output);
    }
}
