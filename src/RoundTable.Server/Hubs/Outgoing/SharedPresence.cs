using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using RoundTable.Domain.Ids;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Hubs.Outgoing;

/// <summary>
/// The messages of a picture of who is in a section. Each person in it is encoded once; the message of a connection is put together
/// from those bytes, without the person whose it is, and all who are not in the picture share one. They live as long as the picture does.
/// <code>
/// before people ─► [ ─► mother , teacher , director ─► ] ─► after
/// </code>
/// </summary>
internal sealed class SharedPresence
{
    private readonly ConditionalWeakTable<PresencePicture, Parts> _pictures = [];

    /// <summary>The message for somebody's connection.</summary>
    /// <param name="section">Where.</param>
    /// <param name="picture">Who is there; always of this section.</param>
    /// <param name="self">Whose connection it is: they are left out.</param>
    /// <param name="protocol">What all clients speak.</param>
    public SerializedHubMessage Of(SectionId section, PresencePicture picture, PersonId self, IHubProtocol protocol)
    {
        return _pictures.GetOrAdd(picture, static (p, at) => new Parts(at.section, p, at.protocol), (section, protocol)).Without(self);
    }

    private sealed class Parts
    {
        private const byte Comma = (byte)',';
        private readonly string _protocol;
        private readonly ReadOnlyMemory<byte> _before;
        private readonly ReadOnlyMemory<byte> _after;
        private readonly List<(PersonId Person, ReadOnlyMemory<byte> Entry)> _people = [];
        private readonly SerializedHubMessage _all;

        public Parts(SectionId section, PresencePicture picture, IHubProtocol protocol)
        {
            _protocol = protocol.Name;
            var nobody = Encode([]);
            var at = nobody.Span.LastIndexOf("[]"u8) + 1;
            (_before, _after) = (nobody[..at], nobody[at..]);
            foreach (var (person, item, typing) in picture.People)
            {
                _people.Add((person, Encode([new(person, item, typing)])[_before.Length..^_after.Length]));
            }

            _all = PutTogether(null);

            ReadOnlyMemory<byte> Encode(IReadOnlyList<Wire.PersonPresence> people) =>
                ClientMessages.Presence(new PresenceEvent(section, people)).GetSerializedMessage(protocol);
        }

        public SerializedHubMessage Without(PersonId self) => _people.Exists(p => p.Person == self) ? PutTogether(self) : _all;

        private SerializedHubMessage PutTogether(PersonId? without)
        {
            var bytes = new byte[_before.Length + _after.Length + _people.Sum(p => p.Entry.Length + 1)];
            var length = Add(0, _before);
            foreach (var (person, entry) in _people)
            {
                if (person == without)
                    continue;
                if (length > _before.Length)
                    bytes[length++] = Comma;
                length = Add(length, entry);
            }

            length = Add(length, _after);
            return new SerializedHubMessage([new SerializedMessage(_protocol, bytes.AsMemory(0, length))]);

            int Add(int at, ReadOnlyMemory<byte> part)
            {
                part.CopyTo(bytes.AsMemory(at));
                return at + part.Length;
            }
        }
    }
}
