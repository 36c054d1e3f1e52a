using Microsoft.Extensions.Logging;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Grains.Feed;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Sections;

/// <summary>
/// One section of a plan, live: a mailbox around a <see cref="SectionSession"/>. Key: <see cref="SectionKey"/>.
/// What must wait for the disk is answered by a task inside the result, so that the turn itself never waits:
/// doors use <see cref="SectionCalls"/>, which hides that.
/// </summary>
public sealed partial class SectionGrain : Grain
{
    private readonly GrainHost _host;
    private readonly IJournal _journal;
    private readonly StreamNews _news;
    private readonly ServerTalk _talk;
    private readonly Chance _chance;
    private readonly SectionGrainOptions _options;
    private readonly IPresenceExchange _presence;
    private readonly PresenceTicks _ticks;
    private readonly ILogger<SectionGrain> _logger;
    private readonly Dictionary<ReaderId, Connection> _connections = [];
    private readonly Dictionary<long, TaskCompletionSource<Refusal?>> _writes = [];
    private SectionKey _key;
    private SectionSession _session = null!;
    private SectionDisk _disk = null!;
    private PlanWatch _watch = null!;
    private PlanWatch.Known _known = null!;
    private SectionSettings _settings = null!;
    private long _request;
    private volatile bool _appendFailed;
    private volatile Refusal? _notTaken;

    /// <summary>Creates the grain; the host does.</summary>
    public SectionGrain(
        GrainHost host,
        IJournal journal,
        StreamNews news,
        ServerTalk talk,
        Chance chance,
        SectionGrainOptions options,
        IPresenceExchange presence,
        PresenceTicks ticks,
        ILogger<SectionGrain> logger)
    {
        _host = host;
        _journal = journal;
        _news = news;
        _talk = talk;
        _chance = chance;
        _options = options;
        _presence = presence;
        _ticks = ticks;
        _logger = logger;
    }

    /// <inheritdoc/>
    protected override TimeSpan? IdleTime => _options.IdleTime;

    /// <inheritdoc/>
    protected override bool MayRetire => !_session.IsBusy && _writes.Count == 0 && _waiters.Count == 0;

    /// <inheritdoc/>
    protected override async ValueTask OnActivateAsync(CancellationToken ct)
    {
        _key = SectionKey.Parse(Key);
        _watch = await _host.Plan(_key.Plan).CallAsync(p => p.WatchAsync(Post), ct).ConfigureAwait(false);
        _following = _news.Follow(_key.Stream, Post);
        _place = _news.IsShared ? new PresencePlace(_host.Section(_key), _key.Plan, _watch) : null;
        _disk = new SectionDisk(
            _journal, _following, PlanGrain.StreamOf(_key.Plan), ReadPlanAsync, Time, Post, NoteFailure, _host.Meter);
        try
        {
            _known = _watch.Now;
            _settings = SectionSettings.Of(_known.Plan, _key.Section);
            await ReplayAsync(ct).ConfigureAwait(false);
            _elsewhere = new ServerWords(_talk, ServersPresence.TopicOf(_key), TakeWordsAsync, Time);
        }
        catch
        {
            _following.Dispose();
            _watch.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void OnIdle() => _session.Rest();

    /// <inheritdoc/>
    protected override async ValueTask OnDeactivateAsync()
    {
        _disk.Stop();
        _place?.Dispose();
        _elsewhere.Dispose();
        _presence.Publish(_key, [], _known.Head);
        _following.Dispose();
        _watch.Dispose();
        FailWaiters();
        if (_session.LastSnapshot() is { } last)
            await SaveAsync(last).ConfigureAwait(false);
        if (_connections.Count > 0)
            LogDropped(_key.ToString(), _connections.Count);
        foreach (var (reader, connection) in _connections)
        {
            connection.Fail();
            Tell(reader, connection, o => o.Resync(_key.Section, _notTaken));
        }

        foreach (var write in _writes.Values)
        {
            write.TrySetException(new SectionResyncException());
        }

        if (_appendFailed)
            await Task.Delay(_options.PauseAfterFailure, Time).ConfigureAwait(false);
    }

    /// <summary>Opens the section on a connection; the answer comes when all that is in it is on disk.</summary>
    internal ValueTask<Task<OpenResult>> OpenAsync(Caller caller, ReaderId reader, ISectionObserver observer, ReadOnlyMemory<byte> stateVector, bool readOnly)
    {
        CatchUp();
        if (_connections.TryGetValue(reader, out var earlier))
            earlier.Fail();
        var connection = new Connection(observer);
        var opening = connection.Opening;
        _connections[reader] = connection;
        if (Membership.Check(_known.Plan, caller) is { } refusal)
        {
            Handle(new SectionInput.Leave(reader));
            Finish(reader, new OpenResult(null, refusal));
        }
        else
        {
            Handle(new SectionInput.Open(reader, caller, stateVector, readOnly));
        }

        return ValueTask.FromResult(opening);
    }

    /// <summary>Offers an update; false when the connection does not have the section open.</summary>
    internal bool Push(ReaderId reader, long number, ReadOnlyMemory<byte> update)
    {
        CatchUp();
        if (!_connections.ContainsKey(reader))
            return false;
        Handle(new SectionInput.Push(reader, number, update));
        return true;
    }

    /// <summary>Whether an update would be written if it were offered now.</summary>
    internal ValueTask<bool> WouldWriteAsync(ReaderId reader, ReadOnlyMemory<byte> update)
    {
        CatchUp();
        return ValueTask.FromResult(_session.WouldWrite(reader, update));
    }

    /// <summary>Says where the connection's person is.</summary>
    internal ValueTask SetPresenceAsync(ReaderId reader, ItemId? item, bool typing, ulong? client, string? fields)
    {
        CatchUp();
        Handle(new SectionInput.SetPresence(reader, item, typing, client, fields));
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes over who is in the section on another server.</summary>
    internal ValueTask TakePresenceAsync(ServerWords.Word word, IReadOnlyList<PresenceEntry> entries)
    {
        CatchUp();
        if (_elsewhere.IsNext(word))
            Handle(new SectionInput.PresenceElsewhere(word.Server, entries));
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the section on a connection.</summary>
    internal ValueTask LeaveAsync(ReaderId reader)
    {
        CatchUp();
        Handle(new SectionInput.Leave(reader));
        Remove(reader);
        return ValueTask.CompletedTask;
    }

    /// <summary>The items, the withdrawn ones too, for composing minutes and for release; not filtered by who asks.</summary>
    internal ValueTask<IReadOnlyList<CardItem>> ItemsAsync()
    {
        CatchUp();
        return ValueTask.FromResult(_session.Items());
    }

    /// <summary>What stands here, and the last record on disk that is in it: all up to that one is, and what waits for the disk too.</summary>
    internal ValueTask<SectionAt> LookAsync()
    {
        CatchUp();
        return ValueTask.FromResult(new SectionAt(_key.Stream, _session.Head, _session.Standing()));
    }

    /// <summary>Writes a whole item on the server's own account.</summary>
    internal ValueTask<Task<Refusal?>> WriteAsync(Caller caller, CardItem item) =>
        RequestAsync(_ => ByServer(caller), (_, id) => new SectionInput.WriteItem(id, caller, item));

    /// <summary>Writes a whole item that is taken apart, on the server's own account; words that stand there stay, but for these.</summary>
    internal ValueTask<Task<Refusal?>> TakeInAsync(Caller caller, CardItem item, string? over) =>
        RequestAsync(_ => ByServer(caller), (_, id) => new SectionInput.WriteItem(id, caller, item, Moved: true, Over: over));

    /// <summary>Writes a whole item that crosses over into this section, without its speaker where a reader may not know them.</summary>
    internal ValueTask<Task<Refusal?>> ReleaseAsync(Caller caller, SectionId source, CardItem item) => RequestAsync(
        plan => Membership.Check(plan, caller) ?? SectionRules.CheckRelease(plan, caller.Person, source, _key.Section, item.Text),
        (plan, id) => new SectionInput.WriteItem(id, caller, item with { Speaker = SectionRules.SpeakerIn(plan, _key.Section, item.Speaker) }));

    /// <summary>
    /// Writes a whole item that moves into this live section, under the rules of this moment; words that stand there stay, but for these.
    /// Whoever moves what they wrote stays its author; what is theirs by its speaker alone stays nobody's.
    /// </summary>
    internal ValueTask<Task<Refusal?>> MoveInAsync(Caller caller, SectionId source, CardItem item, string? over)
    {
        var owner = item.Author ?? item.Speaker;
        return RequestAsync(
            plan => Membership.Check(plan, caller) ?? SectionRules.CheckMove(plan, caller.Person, source, _key.Section, owner, item.Text),
            (plan, id) => new SectionInput.WriteItem(
                id,
                caller,
                item with { Speaker = SectionRules.SpeakerIn(plan, _key.Section, item.Speaker ?? item.Author) },
                Moved: true,
                over,
                item.Author == caller.Person ? RandomClient() : null));
    }

    /// <summary>Marks an item as withdrawn, and takes its words away when they must go.</summary>
    internal ValueTask<Task<Refusal?>> WithdrawAsync(Caller caller, ItemId item, bool erase, string? only = null) =>
        RequestAsync(_ => null, (_, id) => new SectionInput.WithdrawItem(id, caller, item, erase, only));

    /// <summary>Brings items back to how they were, as the caller's own change.</summary>
    internal ValueTask<Task<Refusal?>> RestoreAsync(Caller caller, IReadOnlyList<CardItem> items, bool othersWithdrawn, IReadOnlyList<ItemId> leftAlone) =>
        RequestAsync(
            plan => Membership.Check(plan, caller),
            (_, id) => new SectionInput.Restore(id, caller, RandomClient(), items, othersWithdrawn, leftAlone));

    /// <summary>Asks something of the session that is answered when it is on disk, if the plan by which it would be written allows it.</summary>
    /// <param name="check">Why not, by that plan, or null.</param>
    /// <param name="input">What to ask, by that plan, with the number that the answer comes back under.</param>
    internal ValueTask<Task<Refusal?>> RequestAsync(Func<FamilyPlan, Refusal?> check, Func<FamilyPlan, long, SectionInput> input)
    {
        CatchUp();

        // A newer plan may come at any time; what this one allowed is written only while it is the plan.
        var plan = _known.Plan;
        if (check(plan) is { } refusal)
            return ValueTask.FromResult(Task.FromResult<Refusal?>(refusal));
        var done = new TaskCompletionSource<Refusal?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _writes[++_request] = done;
        Handle(input(plan, _request));
        return ValueTask.FromResult(done.Task);
    }

    private static Refusal? ByServer(Caller caller) => caller.IsServer ? null : new Refusal(RefusalCodes.SectionReadOnly);
}
