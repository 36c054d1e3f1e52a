using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;
using RoundTable.Server.Hubs.Wire;

namespace RoundTable.Server.Tests.Harness;

/// <summary>Somebody at the table: a hub connection with the events that came, as the web client has them.</summary>
internal sealed class TableClient : IAsyncDisposable
{
    private readonly HubConnection _hub;
    private readonly Inbox _inbox = new();
    private readonly Dictionary<SectionId, Dictionary<PersonId, PersonPresence>> _people = [];
    private int _operations;

    private TableClient(Uri address, CookieContainer cookies, string? origin, string page)
    {
        var json = new JsonHubProtocol(Options.Create(MakeJson()));
        _hub = new HubConnection(
            new WebSocketTransport(address, cookies, Frames, origin, page),
            json,
            new UriEndPoint(address),
            new ServiceCollection().BuildServiceProvider(),
            NullLoggerFactory.Instance);
        On<SeatedEvent>("Seated");
        On<UpdatedEvent>("Updated");
        On<AcknowledgedEvent>("Acknowledged");
        On<RefusedEvent>("Refused");
        _hub.On<PresenceEvent>("Presence", TakePresence);
        On<ResyncEvent>("Resync");
        On<SectionChangedEvent>("SectionChanged");
        On<PlanView>("PlanChanged");
        On<MeetingView>("MeetingChanged");
        On<SignedOutEvent>("SignedOut");
        _hub.Closed += error =>
        {
            _inbox.Add(new ClosedEvent(error));
            return Task.CompletedTask;
        };
    }

    public Frames Frames { get; } = new();

    public HubConnection Hub => _hub;

    /// <param name="address">The server.</param>
    /// <param name="cookies">Who is signed in.</param>
    /// <param name="origin">Whose site asks, as browsers say it.</param>
    /// <param name="page">Whose page asks, as it heard from <c>/api/me</c>.</param>
    public static async Task<TableClient> ConnectAsync(Uri address, CookieContainer cookies, string? origin = null, string page = "")
    {
        var client = new TableClient(address, cookies, origin, page);
        await client._hub.StartAsync().WaitAsync(Patience.Enough);
        return client;
    }

    /// <summary>The next event of this type that has not been taken and that is meant.</summary>
    public Task<T> NextAsync<T>(Func<T, bool>? meant = null) => _inbox.NextAsync(meant ?? (_ => true));

    /// <summary>As <see cref="NextAsync"/>, and drops what came of its kind before it: what is asked next came after it.</summary>
    public Task<T> UpToAsync<T>(Func<T, bool> meant) => _inbox.UpToAsync(meant);

    public Task<OpenPlanReply> OpenPlanAsync(PlanId plan) => AskAsync<OpenPlanReply>("OpenPlan", new OpenPlanRequest(plan));

    public Task<OpenMeetingReply> OpenMeetingAsync(MeetingId meeting) =>
        AskAsync<OpenMeetingReply>("OpenMeeting", new OpenMeetingRequest(meeting));

    public Task<OpenSectionReply> OpenSectionAsync(SectionId section, byte[]? stateVector = null) =>
        AskAsync<OpenSectionReply>("OpenSection", new OpenSectionRequest(section, stateVector ?? []));

    public Task PushAsync(SectionId section, long number, byte[] update) =>
        _hub.SendAsync("PushUpdate", new PushUpdateRequest(section, number, update));

    public async Task<Refusal?> CommandAsync(PlanId plan, PlanCommand command) =>
        (await AskAsync<CommandReply>("PlanCommand", new PlanCommandRequest(plan, Operation(), command))).Refusal;

    public async Task<Refusal?> CommandAsync(MeetingId meeting, MeetingCommand command) =>
        (await AskAsync<CommandReply>("MeetingCommand", new MeetingCommandRequest(meeting, Operation(), command))).Refusal;

    public async Task<Refusal?> ReleaseAsync(PlanId plan, SectionId section, ItemId item, SectionId target) =>
        (await AskAsync<CommandReply>("ReleaseItem", new ReleaseItemRequest(plan, Operation(), section, item, target))).Refusal;

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    // The server's pings keep a connection alive on which a question is never answered.
    private Task<T> AskAsync<T>(string method, object request) => _hub.InvokeAsync<T>(method, request).WaitAsync(Patience.Enough);

    private static JsonHubProtocolOptions MakeJson()
    {
        var options = new JsonHubProtocolOptions();
        Server.Wire.WireJson.Configure(options.PayloadSerializerOptions);
        return options;
    }

    private OperationId Operation() => new($"op-{GetHashCode()}-{Interlocked.Increment(ref _operations)}");

    // SignalR calls it for one message after the other.
    private void TakePresence(PresenceEvent moved)
    {
        if (moved.Gone is null || !_people.TryGetValue(moved.Section, out var people))
            _people[moved.Section] = people = [];
        foreach (var gone in moved.Gone ?? [])
            people.Remove(gone);
        foreach (var person in moved.People)
            people[person.Person] = person;
        _inbox.Add(moved);
        _inbox.Add(new PeopleShown(moved.Section, [.. people.Values]));
    }

    private void On<T>(string name) => _hub.On<T>(name, message => _inbox.Add(message!));
}

/// <summary>Who the others in a section are after somebody moved, as the page shows them.</summary>
internal sealed record PeopleShown(SectionId Section, IReadOnlyList<PersonPresence> People);

/// <summary>The connection is gone.</summary>
internal sealed record ClosedEvent(Exception? Error);
