using RoundTable.Server.Doors.Wire;

namespace RoundTable.Server.Doors;

/// <summary>
/// How a document speaks to its client in the protocol of the door. Whatever ends a document or a socket counts as a refusal where it
/// is said, so that nothing counts twice. Every method returns at once; safe from any thread.
/// </summary>
internal abstract class DoorVoice(DoorSocket socket)
{
    protected DoorSocket Socket => socket;

    /// <summary>A message that only this client gets.</summary>
    public abstract void Say(byte[] body);

    /// <summary>A message that many get.</summary>
    public abstract void Say(SharedBody body);

    /// <summary>A state vector: what the server has.</summary>
    public void Has(ReadOnlyMemory<byte> stateVector) => Say(Bodies.Sync(MessageType.Step1, stateVector.Span));

    /// <summary>The client's own update is on disk.</summary>
    /// <param name="update">The update.</param>
    /// <param name="told">Whether the client just got it back among those of others.</param>
    public abstract void Saved(ReadOnlyMemory<byte> update, bool told);

    /// <summary>The client's own update changed nothing; whoever refused it counts it.</summary>
    public abstract void Refused(string code);

    /// <summary>Something else of the client's was refused, or is to be known.</summary>
    public abstract void Warn(string code);

    /// <summary>The person may type, or may not.</summary>
    public abstract void Rights(bool canWrite);

    /// <summary>The token ends soon: a client that can send another is asked for it.</summary>
    public abstract void AskForToken();

    /// <summary>The person does not read the document; nothing of it comes any more.</summary>
    public abstract void Shut(string code);

    /// <summary>The token or the session is over: the socket closes.</summary>
    public abstract void Unauthorized(string code);

    /// <summary>The client must come back and synchronise anew: the socket closes.</summary>
    public void ComeBack(string code) => socket.Close(CloseCodes.TryAgainLater, code);

    /// <summary>The same, for what was refused and counted before.</summary>
    public void ComeBackAfter(string code) => socket.End(CloseCodes.TryAgainLater, code);

    /// <summary>The client's bytes are no updates: the socket closes.</summary>
    public abstract void Malformed(string code);
}
