namespace RoundTable.Server.Hosting;

/// <summary>The doors for Yjs clients of any maker: <c>/collab</c> and <c>/yjs</c>. What is over a limit is refused with a reason or closed with a code.</summary>
public sealed class DoorOptions
{
    /// <summary>How long a door token works; it ends with its session at the latest. Default 30 minutes.</summary>
    public TimeSpan Token { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a socket may wait with its token. Default 10 seconds.</summary>
    public TimeSpan TokenDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Sockets without a valid token that this server bears at the same time. Default 500.</summary>
    public int SocketsBeforeToken { get; set; } = 500;

    /// <summary>How many of them may come from one address (IPv6: one /64), so that one cannot keep all others out. Default 50.</summary>
    public int SocketsBeforeTokenPerAddress { get; set; } = 50;

    /// <summary>Bytes that a socket may send ahead of its tokens. Default 256 KiB.</summary>
    public int BytesBeforeToken { get; set; } = 256 * 1024;

    /// <summary>Messages that a socket may send ahead of its tokens. Default 64.</summary>
    public int MessagesBeforeToken { get; set; } = 64;

    /// <summary>Documents on one <c>/collab</c> socket, those without a token counted. Default 64.</summary>
    public int DocumentsPerSocket { get; set; } = 64;

    /// <summary>Documents that one person has open through the doors of this server. Default 200.</summary>
    public int DocumentsPerPerson { get; set; } = 200;

    /// <summary>Bytes of one frame; before the token no more than <see cref="BytesBeforeToken"/>. Default 1,152 KiB: an offer of 1 MiB, and to spare.</summary>
    public int FrameBytes { get; set; } = 1152 * 1024;

    /// <summary>Frames per second that one socket may send on average; a faster one is read more slowly. Default 500.</summary>
    public int FramesPerSecond { get; set; } = 500;

    /// <summary>Bytes that may wait to be sent to one socket; beyond it the socket closes and its client synchronises anew. Default 4 MiB.</summary>
    public int QueueBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Frames that may wait to be sent to one socket. Default 2048.</summary>
    public int QueueFrames { get; set; } = 2048;

    /// <summary>Updates of one document of a client that wait for the disk; beyond it the socket closes and its client comes back. Default 1,024.</summary>
    public int UnsavedUpdates { get; set; } = 1_024;

    /// <summary>Bytes of those updates. Default 2 MiB; an offer of 1 MiB must fit, and a whole frame.</summary>
    public int UnsavedBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>Bytes of one connection's own presence state. Default 2 KiB.</summary>
    public int PresenceBytes { get; set; } = 2 * 1024;

    /// <summary>At least so often every client hears something; stock clients take 30 seconds of silence for a broken line. Default 15 seconds.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a client may take to answer a ping, or to take its last frames when the socket closes. Default 10 seconds.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);
}
