using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using RoundTable.Domain.Ids;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Hubs.Outgoing;

/// <summary>
/// The message of a broadcast, the same for every connection that has the section open: what it says of persons is for
/// everybody in the audience, which the section saw to. It lives as long as the broadcast does.
/// </summary>
internal sealed class SharedUpdates
{
    private static readonly Dictionary<string, PersonId> Nobody = [];
    private readonly ConditionalWeakTable<SectionUpdate, SerializedHubMessage> _messages = [];

    public SerializedHubMessage Of(SectionUpdate update) => _messages.GetValue(update, Make);

    public static IReadOnlyDictionary<string, PersonId> Named(IReadOnlyDictionary<ulong, PersonId> clients) => clients.Count == 0
        ? Nobody
        : clients.ToDictionary(client => client.Key.ToString(CultureInfo.InvariantCulture), client => client.Value);

    private static SerializedHubMessage Make(SectionUpdate update) =>
        ClientMessages.Updated(new UpdatedEvent(update.Section, WireBytes.Of(update.Update), Named(update.Clients)));
}
