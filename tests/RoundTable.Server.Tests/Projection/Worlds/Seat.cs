using System.Collections.Concurrent;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Grains.Sections;
using RoundTable.Server.Doors.Presence;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;
using RoundTable.Yjs;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>Somebody's open section: what the grain tells this connection is what hub and doors encode, and a document is made of it.</summary>
internal sealed class Seat : ISectionObserver
{
    private readonly Viewer _viewer;
    private readonly SectionCalls _calls;
    private readonly PushLine _line;
    private readonly Caller _caller;
    private readonly ConcurrentQueue<SectionUpdate> _came = [];
    private readonly List<byte[]> _typed = [];
    private TaskCompletionSource<bool> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _number;
    private bool _isRead;

    public Seat(Viewer viewer, SectionCalls calls, Caller caller, SectionKey section, ulong client)
    {
        _viewer = viewer;
        _calls = calls;
        _caller = caller;
        Section = section;
        Reader = new ReaderId($"c-{client}");
        _line = calls.Line(section, Reader, this);
        Doc = new Doc(client);
        Doc.Update += made =>
        {
            if (made.Local)
                _typed.Add(made.Bytes);
        };
    }

    public SectionKey Section { get; }

    public ReaderId Reader { get; }

    /// <summary>Whether presence counts: on a clock that runs it is shown later, when the one who is told may have gone.</summary>
    public bool KeepsPresence { get; init; } = true;

    public Doc Doc { get; }

    /// <summary>Whether the connection is told no more, and must be opened anew.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether the section opened.</summary>
    public async Task<bool> OpenAsync()
    {
        var result = await _calls.OpenAsync(Section, _caller, Reader, this, Doc.EncodeStateVector());
        if (result.Opened is not { } opened)
        {
            _viewer.LeftAsJson(Channel.Reply, result.Refusal);
            return false;
        }

        _viewer.Left(Channel.Section, opened.Update.Span);
        _viewer.LeftAsJson(Channel.Section, opened.Clients.ToDictionary(c => $"{c.Key}", c => c.Value));
        Doc.ApplyUpdate(opened.Update.Span);
        _typed.Clear();
        return true;
    }

    /// <summary>Makes an edit and offers it; whether it is on disk.</summary>
    public async Task<bool> TypeAsync(Action<YMap> edit)
    {
        _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _typed.Clear();
        Doc.Transact(_ => edit(Doc.GetMap("items")));
        var update = Assert.Single(_typed);
        if (!await _line.PushAsync(++_number, update))
            return false;
        return await _answered.Task.WaitAsync(Patience.Enough);
    }

    public Task MoveAsync(ItemId item, bool typing) => _calls.SetPresenceAsync(Section, Reader, item, typing);

    public Task LeaveAsync() => _calls.LeaveAsync(Section, Reader);

    /// <summary>Takes over what others typed, and reads it as a person would.</summary>
    public void ReadOn()
    {
        if (_came.IsEmpty && _isRead)
            return;
        _isRead = true;
        while (_came.TryDequeue(out var update))
            Doc.ApplyUpdate(update.Update.Span);
        var items = Doc.GetMap("items");
        var texts = items.Keys.Select(key => items.TryGet<YMap>(key, out var item) && item!.TryGet<YText>("text", out var text) ? text!.ToString() : "");
        _viewer.Left(Channel.Section, string.Join('\n', texts));
    }

    public void Updated(SectionUpdate update)
    {
        _viewer.Left(Channel.Section, update.Update.Span);
        _viewer.LeftAsJson(Channel.Section, update.Clients.ToDictionary(c => $"{c.Key}", c => c.Value));
        _came.Enqueue(update);
    }

    public void Acknowledged(SectionId section, long number, bool told) => _answered.TrySetResult(true);

    public void Refused(SectionId section, long number, Refusal refusal)
    {
        _viewer.LeftAsJson(Channel.Reply, refusal);
        IsOver = true;
        _answered.TrySetResult(false);
    }

    public void PresenceShown(SectionId section, PresencePicture picture)
    {
        if (!KeepsPresence)
            return;
        _viewer.LeftAsJson(Channel.Presence, picture.Told.Without(_caller.Person));
        foreach (var entry in picture.Changed.Where(e => e.Id != Reader.Value))
            _viewer.Left(Channel.Presence, PresenceState.Write(entry));
    }

    public void TriedOut(SectionId section, int structs)
    {
    }

    public void Resync(SectionId section, Refusal? why = null)
    {
        IsOver = true;
        _answered.TrySetResult(false);
    }

    public void RightsChanged(SectionId section, bool canWrite)
    {
    }

    public void Shut(SectionId section, Refusal refusal)
    {
        _viewer.LeftAsJson(Channel.Reply, refusal);
        IsOver = true;
        _answered.TrySetResult(false);
    }
}
