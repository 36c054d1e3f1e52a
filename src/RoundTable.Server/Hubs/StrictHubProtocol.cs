using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using RoundTable.Server.Telemetry;

namespace RoundTable.Server.Hubs;

/// <summary>
/// A hub protocol that does not swallow nonsense: SignalR answers a malformed invocation only if the client waits for a
/// result, and drops a malformed send without a word. Here such a send ends the connection, so that no client takes an
/// edit for sent that the server could not read. What cannot be read or is too large counts as refused.
/// </summary>
internal sealed class StrictHubProtocol(IHubProtocol inner, int maxMessageBytes, ServerMeter meter) : IHubProtocol
{
    public string Name => inner.Name;

    public int Version => inner.Version;

    public TransferFormat TransferFormat => inner.TransferFormat;

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        if (!TryRead(ref input, binder, out message))
            return input.Length < maxMessageBytes ? false : throw Unreadable(RequestCodes.TooLarge);
        if (message is not InvocationBindingFailureMessage failure)
            return true;
        if (failure.InvocationId is null)
            throw Unreadable(RequestCodes.Malformed);
        meter.Refused(RequestCodes.Malformed);
        return true;
    }

    private bool TryRead(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        try
        {
            return inner.TryParseMessage(ref input, binder, out message);
        }
        catch (InvalidDataException)
        {
            meter.Refused(RequestCodes.Malformed);
            throw;
        }
    }

    private InvalidDataException Unreadable(string code)
    {
        meter.Refused(code);
        return new InvalidDataException($"A message could not be read: {code}.");
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(message, output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(message);

    public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);
}
