using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using RoundTable.Domain.Ids;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Hosting;
using RoundTable.Server.Limits;
using RoundTable.Server.Telemetry;

namespace RoundTable.Server.Doors;

/// <summary>
/// One socket: a loop that reads, and a bounded queue before what is written. Frames are handled one at a time, in order, and
/// the next is read when the last is done: a client cannot send faster than it is served. What is sent goes out at once when
/// the line is free; otherwise when it is.
/// </summary>
internal sealed class DoorSocket(WebSocket socket, DoorOptions options, TimeProvider time, ServerMeter meter, ConnectionCounts connections) : IAsyncDisposable
{
    // A keystroke or a cursor. Kept for each socket, so no larger; what is larger grows while it comes in.
    private const int UsualFrame = 512;
    private readonly HashSet<SubjectId> _people = [];
    private readonly DoorQueue _queue = new(options.QueueFrames, options.QueueBytes);
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Pace _pace = new(options.FramesPerSecond, time, meter);
    private (int Code, string Reason) _end = (CloseCodes.Normal, "");
    private ITimer? _patience;
    private bool _closed;
    private volatile bool _isGone;

    /// <summary>Ends when the socket is to be closed, from either side.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>
    /// Counts the socket as a connection of somebody, once and until it closes, whether or not anything is open on it; false when
    /// the person has as many as they may. One caller at a time.
    /// </summary>
    public bool TryBelongTo(SubjectId person)
    {
        if (_people.Contains(person))
            return true;
        if (!connections.TryAdd(person))
            return false;
        return _people.Add(person);
    }

    /// <summary>Queues a frame; a client that is too slow for it is sent away to synchronise anew.</summary>
    public void Send(ReadOnlyMemory<byte> frame, object? of = null)
    {
        if (_queue.Add(frame, of))
        {
            Write();
            return;
        }

        meter.Resync();
        Close(CloseCodes.TryAgainLater, DoorCodes.TooSlow);
    }

    /// <summary>Drops what waits of somebody on the socket; the others stay.</summary>
    public void Forget(object of) => _queue.Forget(of);

    /// <summary>Something of the client's was refused, which hears it; a reason to close counts by itself.</summary>
    public void Count(string refusal) => meter.Refused(refusal);

    /// <summary>Drops what waits, sends last frames and closes, which counts as a refusal for the reason, once. Returns at once; safe from any thread.</summary>
    public void Close(int code, string reason, params ReadOnlySpan<byte[]> last)
    {
        if (Interlocked.Exchange(ref _closed, true))
            return;

        // Before it is sent: whoever hears of the end finds it counted.
        Count(reason);
        Shut(code, reason, last);
    }

    /// <summary>Closes as <see cref="Close"/> does, when nothing is refused, or what is was counted.</summary>
    public void End(int code, string reason)
    {
        if (!Interlocked.Exchange(ref _closed, true))
            Shut(code, reason);
    }

    /// <summary>To call between the messages of one frame: each counts as a frame, and none counts any more once the socket closes.</summary>
    public ValueTask PaceAsync() => _pace.TakeAsync(Closing);

    /// <summary>Serves the socket until it is closed.</summary>
    public async Task RunAsync(Func<ReadOnlyMemory<byte>, ValueTask> handle)
    {
        meter.Watch(_queue);
        try
        {
            await ReadAsync(handle);
        }
        finally
        {
            End(CloseCodes.Normal, "");
            await _written.Task;
        }
    }

    // Who has not proved who they are takes no more memory by one frame than by all that may wait for their token.
    private int MostBytes => _people.Count > 0 ? options.FrameBytes : Math.Min(options.FrameBytes, options.BytesBeforeToken);

    public async ValueTask DisposeAsync()
    {
        End(CloseCodes.Normal, "");
        if (_patience is not null)
            await _patience.DisposeAsync();
        foreach (var person in _people)
            connections.Remove(person);
        meter.Unwatch(_queue);
        _closing.Dispose();
    }

    private void Shut(int code, string reason, params ReadOnlySpan<byte[]> last)
    {
        _end = (code, reason);
        _queue.Close(last);
        _patience = time.CreateTimer(_ => LosePatience(), null, options.Patience, Timeout.InfiniteTimeSpan);

        // What waits for this must not run here: the caller may be in a grain's turn.
        _ = _closing.CancelAsync();
        Write();
    }

    private void LosePatience()
    {
        meter.Reached(ReachedLimits.Patience);
        socket.Abort();
    }

    private async Task ReadAsync(Func<ReadOnlyMemory<byte>, ValueTask> handle)
    {
        var buffer = new byte[UsualFrame];
        try
        {
            while (true)
            {
                var (length, type) = await ReceiveAsync();
                if (type == WebSocketMessageType.Close)
                    return;
                if (Closing.IsCancellationRequested)
                    continue;
                var frame = buffer.AsMemory(0, length).ToArray();

                // One large frame is no reason to keep room for the next: most sockets are silent most of the time.
                if (buffer.Length > UsualFrame)
                    buffer = new byte[UsualFrame];
                await HandleAsync(type, frame);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The line is gone.
            if (IsUnanswered(e))
                meter.Reached(ReachedLimits.Patience);
        }

        // Waits once for each frame: without an object for it.
        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        async ValueTask<(int Length, WebSocketMessageType Type)> ReceiveAsync()
        {
            for (var length = 0; ;)
            {
                if (length == buffer.Length)
                {
                    if (length > MostBytes)
                    {
                        Close(CloseCodes.TooBig, DoorCodes.TooLarge);
                        length = 0;
                    }
                    else
                    {
                        Array.Resize(ref buffer, Math.Min(2 * length, MostBytes + 1));
                    }
                }

                var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                length += part.Count;
                if (part.EndOfMessage || part.MessageType == WebSocketMessageType.Close)
                {
                    if (length > MostBytes)
                        Close(CloseCodes.TooBig, DoorCodes.TooLarge);
                    return (length, part.MessageType);
                }
            }
        }

        async ValueTask HandleAsync(WebSocketMessageType type, byte[] frame)
        {
            try
            {
                await _pace.TakeAsync(Closing);
                if (type != WebSocketMessageType.Binary)
                    throw new MalformedFrameException("Not a binary frame.");
                await handle(frame);
            }
            catch (MalformedFrameException)
            {
                Close(CloseCodes.Malformed, DoorCodes.Malformed);
            }
            catch (OperationCanceledException) when (Closing.IsCancellationRequested)
            {
                // Closed while the frame was handled; the client answers the close.
            }
            catch (Exception e) when (e is JournalUnavailableException or GrainUnavailableException or OperationCanceledException)
            {
                Close(CloseCodes.TryAgainLater, DoorCodes.Unavailable);
            }
        }
    }

    // Cut off from this side, and not by us: so the socket does when a ping is not answered.
    private bool IsUnanswered(Exception e) =>
        e is OperationCanceledException && socket.State == WebSocketState.Aborted && !Closing.IsCancellationRequested && !_isGone;

    private void Write()
    {
        if (_queue.TryBegin())
            _ = WriteAsync();
    }

    private async Task WriteAsync()
    {
        try
        {
            while (_queue.TryTake(out var next))
            {
                if (next is { } frame)
                {
                    await socket.SendAsync(frame, WebSocketMessageType.Binary, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);
                    continue;
                }

                if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                    await socket.CloseOutputAsync((WebSocketCloseStatus)_end.Code, _end.Reason, CancellationToken.None);
                _written.SetResult();
                return;
            }
        }
        catch (Exception e)
        {
            // The line is gone; the reading side finds out too. Nothing is kept for it any more.
            _isGone = e is not OperationCanceledException;
            socket.Abort();
            _queue.Close();
            if (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
                _written.SetResult();
            else
                _written.SetException(e);
        }
    }
}
