using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using RoundTable.Domain.Ids;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Hubs.Outgoing;

/// <summary>
/// The messages about who moved in a section. Where somebody is, is encoded once, in however many messages it goes out; a message is put
/// together from those bytes, and all who are told the same share one. They live as long as what they tell.
/// <code>
/// before people ─► [ ─► mother , teacher ─► ] ─► after, with who is gone
/// </code>
/// </summary>
internal sealed class SharedPresence
{
    private readonly ConditionalWeakTable<PeopleChange, SerializedHubMessage> _messages = [];
    private readonly ConditionalWeakTable<Sessions.Sections.PersonPresence, byte[]> _people = [];

    private static ReadOnlySpan<byte> NoPeople => "\"people\":[]"u8;

    private static ReadOnlySpan<byte> AfterPeople => "],\"gone\":null"u8;

    /// <summary>The message of a change.</summary>
    /// <param name="section">Where; always the same for one change.</param>
    /// <param name="change">Without the person whose connection it is.</param>
    /// <param name="protocol">What all clients speak.</param>
    public SerializedHubMessage Of(SectionId section, PeopleChange change, IHubProtocol protocol)
    {
        return _messages.GetOrAdd(change, static (c, at) => at.shared.PutTogether(at.section, c, at.protocol), (shared: this, section, protocol));
    }

    private SerializedHubMessage PutTogether(SectionId section, PeopleChange change, IHubProtocol protocol)
    {
        var nobody = Encode(section, [], change.Gone, protocol);
        var at = nobody.Span.IndexOf(NoPeople) + NoPeople.Length - 1;
        var people = change.People.Select(person => _people.GetOrAdd(person, static (p, to) => Encode(to.section, p, to.at, to.protocol), (section, at, protocol))).ToList();
        var bytes = new byte[nobody.Length + people.Sum(p => p.Length) + Math.Max(0, people.Count - 1)];
        var length = Add(0, nobody.Span[..at]);
        foreach (var person in people)
        {
            if (length > at)
                bytes[length++] = (byte)',';
            length = Add(length, person);
        }

        Add(length, nobody.Span[at..]);
        return new SerializedHubMessage([new SerializedMessage(protocol.Name, bytes)]);

        int Add(int to, ReadOnlySpan<byte> part)
        {
            part.CopyTo(bytes.AsSpan(to));
            return to + part.Length;
        }
    }

    private static byte[] Encode(SectionId section, Sessions.Sections.PersonPresence person, int at, IHubProtocol protocol)
    {
        var alone = Encode(section, [new(person.Person, person.Item, person.Typing)], null, protocol).Span;
        return alone[at..alone.LastIndexOf(AfterPeople)].ToArray();
    }

    private static ReadOnlyMemory<byte> Encode(
        SectionId section, IReadOnlyList<Wire.PersonPresence> people, IReadOnlyList<PersonId>? gone, IHubProtocol protocol) =>
        ClientMessages.Presence(new PresenceEvent(section, people, gone)).GetSerializedMessage(protocol);
}
