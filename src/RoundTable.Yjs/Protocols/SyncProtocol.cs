using RoundTable.Yjs.Lib0;

namespace RoundTable.Yjs;

/// <summary>
/// The messages by which two replicas become equal (y-protocols: <c>sync.js</c>): bytes in, replies out, no transport.
/// <code>  0 stateVector (step 1) · 1 update (step 2) · 2 update  </code>
/// </summary>
public static class SyncProtocol
{
    /// <summary>Step 1: "this is what I have".</summary>
    public static byte[] Step1(Doc doc) => Message(SyncMessageKind.Step1, doc.EncodeStateVector());

    /// <summary>Step 2: "this is what you lack".</summary>
    /// <param name="doc">The document.</param>
    /// <param name="stateVector">What the other side has, from its step 1.</param>
    /// <exception cref="MalformedUpdateException">Not a state vector.</exception>
    public static byte[] Step2(Doc doc, ReadOnlySpan<byte> stateVector) => Message(SyncMessageKind.Step2, doc.EncodeStateAsUpdate(stateVector));

    /// <summary>A V1 update that just happened.</summary>
    public static byte[] Update(ReadOnlySpan<byte> update) => Message(SyncMessageKind.Update, update);

    /// <summary>Takes a message apart without acting on it.</summary>
    /// <param name="message">The message; the payload is a part of it.</param>
    /// <param name="payload">A state vector for step 1, otherwise a V1 update.</param>
    /// <exception cref="MalformedUpdateException">Not a sync message.</exception>
    public static SyncMessageKind Read(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> payload)
    {
        var reader = new ByteReader(message);
        var kind = reader.ReadVarUint();
        if (kind > (ulong)SyncMessageKind.Update)
        {
            MalformedUpdateException.Throw("unknown sync message");
        }
        payload = reader.ReadVarBytes();
        return (SyncMessageKind)kind;
    }

    /// <summary>Acts on a message: answers step 1, applies the others.</summary>
    /// <param name="doc">The document.</param>
    /// <param name="message">The message; borrowed until return.</param>
    /// <param name="origin">What observers see as the cause.</param>
    /// <param name="kind">What the message was.</param>
    /// <returns>The reply to step 1; otherwise null.</returns>
    /// <exception cref="MalformedUpdateException">Not a sync message, or its payload is malformed; the document is unchanged.</exception>
    public static byte[]? Handle(Doc doc, ReadOnlySpan<byte> message, object? origin, out SyncMessageKind kind)
    {
        kind = Read(message, out var payload);
        if (kind == SyncMessageKind.Step1)
        {
            return Step2(doc, payload);
        }
        doc.ApplyUpdate(payload, origin);
        return null;
    }

    private static byte[] Message(SyncMessageKind kind, ReadOnlySpan<byte> payload)
    {
        var output = new ByteWriter(payload.Length + 6);
        output.WriteVarUint((ulong)kind);
        output.WriteVarBytes(payload);
        return output.ToArray();
    }
}
