using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;
using RoundTable.Domain.Ids;
using RoundTable.Server.Hubs.Outgoing;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Wire;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Tests;

/// <summary>Who is in a section, as all connections of the hub are told of it.</summary>
public class SharedPresenceTests
{
    private static readonly SectionId Section = new("table");
    private readonly SharedPresence _presence = new();
    private readonly CountingProtocol _protocol = new();

    [Fact]
    public void Message_OfEachPerson_IsThatOfTheOthers()
    {
        foreach (var count in new[] { 0, 1, 2, 5 })
        {
            var picture = Of(count);
            foreach (var self in picture.People.Select(p => p.Person).Append(new PersonId("reader")))
            {
                var others = picture.Others(self).Select(p => new Hubs.Wire.PersonPresence(p.Person, p.Item, p.Typing));
                var alone = ClientMessages.Presence(new PresenceEvent(Section, [.. others])).GetSerializedMessage(_protocol);

                Assert.Equal(Encoding.UTF8.GetString(alone.Span), Text(_presence.Of(Section, picture, self, _protocol)));
            }
        }
    }

    [Fact]
    public void Picture_OfManyForAsMany_IsEncodedOncePerPersonInIt()
    {
        var picture = Of(200);

        foreach (var person in picture.People)
            _presence.Of(Section, picture, person.Person, _protocol).GetSerializedMessage(_protocol);

        Assert.Equal(1 + picture.People.Count, _protocol.Encoded);
    }

    [Fact]
    public void Readers_WhoAreNotInThePicture_ShareOneMessage()
    {
        var picture = Of(2);

        Assert.Same(_presence.Of(Section, picture, new PersonId("one"), _protocol), _presence.Of(Section, picture, new PersonId("other"), _protocol));
    }

    [Fact]
    public void Frame_OfPresence_WeighsWhatItIsOnTheWire()
    {
        var message = _presence.Of(Section, Of(200), new PersonId("reader"), _protocol);

        var frame = Frame.Of(message, _protocol, "presence/table", Section);

        Assert.Equal((Text(message).Length, Section), (frame.Bytes, frame.Section));
        Assert.InRange(frame.Bytes, 10_000, 20_000);
    }

    private static PresencePicture Of(int people)
    {
        List<PresenceEntry> all = [.. Enumerable.Range(0, people)
            .Select(n => new PresenceEntry($"c-{n}", new PersonId($"person-{n:d3}"), "", n % 2 == 0 ? new ItemId($"i-{n:d16}") : null, n % 3 == 0, (ulong)n, null, n))];
        return new(all, all, []);
    }

    private string Text(SerializedHubMessage message) => Encoding.UTF8.GetString(message.GetSerializedMessage(_protocol).Span);

    private sealed class CountingProtocol : IHubProtocol
    {
        private readonly JsonHubProtocol _json;

        public CountingProtocol()
        {
            var options = new JsonHubProtocolOptions();
            WireJson.Configure(options.PayloadSerializerOptions);
            _json = new JsonHubProtocol(Options.Create(options));
        }

        public int Encoded { get; private set; }

        public string Name => _json.Name;

        public int Version => _json.Version;

        public TransferFormat TransferFormat => _json.TransferFormat;

        public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message)
        {
            Encoded++;
            return _json.GetMessageBytes(message);
        }

        public bool IsVersionSupported(int version) => _json.IsVersionSupported(version);

        public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message) =>
            _json.TryParseMessage(ref input, binder, out message);

        public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => _json.WriteMessage(message, output);
    }
}
