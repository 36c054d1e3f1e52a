using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using RoundTable.Server.Doors.Presence;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Health;
using RoundTable.Server.Hosting;
using RoundTable.Server.Hubs;
using RoundTable.Server.Limits;
using RoundTable.Server.Telemetry;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Doors;

/// <summary>What every socket of the doors needs.</summary>
internal sealed class DoorServices(
    IOptions<RoundTableOptions> options,
    TimeProvider time,
    IRandomBytes random,
    ServerMeter meter,
    TableDoor table,
    Doorkeeper keeper,
    DoorBudget budget,
    ConnectionCounts connections,
    TrafficLimits traffic,
    PresenceFrames presence,
    OpenDocuments open,
    Departure departure,
    ILogger<DoorServices> logger)
{
    private readonly ConditionalWeakTable<SectionUpdate, SharedBody> _updates = [];

    public DoorOptions Options => options.Value.Doors;

    public TimeProvider Time => time;

    public ServerMeter Meter => meter;

    public TableDoor Table => table;

    public Doorkeeper Keeper => keeper;

    public DoorBudget Budget => budget;

    public ConnectionCounts Connections => connections;

    public TrafficLimits Traffic => traffic;

    public PresenceFrames Presence => presence;

    public OpenDocuments Open => open;

    public Departure Departure => departure;

    public ILogger Logger => logger;

    /// <summary>A name for a connection, unique over all servers.</summary>
    public string NextName() => $"door-{random.Text(20)}";

    /// <summary>Somebody's update as a message: encoded once for all who get it.</summary>
    public SharedBody Frame(SectionUpdate update) =>
        _updates.GetValue(update, static u => new SharedBody(Bodies.Sync(MessageType.Update, u.Update.Span)));
}
