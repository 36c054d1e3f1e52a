using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private const int LargeBytes = 1024;
    private readonly ConditionalWeakTable<SectionUpdate, SharedBody> _updates = [];
    private readonly ConditionalWeakTable<byte[], SharedBody> _missing = [];

    public DoorOptions Options => options.Value.Doors;

    public LimitOptions Limits => options.Value.Limits;

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

    /// <summary>
    /// The answer to a state vector as a message. Who come in together, or come back after a failure, miss the same: what is large is
    /// encoded once for all who are given the very same bytes.
    /// </summary>
    public SharedBody Missing(ReadOnlyMemory<byte> update) =>
        update.Length >= LargeBytes && MemoryMarshal.TryGetArray(update, out var bytes) && bytes.Array is { } whole && whole.Length == update.Length
            ? _missing.GetValue(whole, Encode)
            : Encode(update);

    private static SharedBody Encode(ReadOnlyMemory<byte> update) => new(Bodies.Sync(MessageType.Step2, update.Span));

    private static SharedBody Encode(byte[] whole) => Encode(whole.AsMemory());
}
