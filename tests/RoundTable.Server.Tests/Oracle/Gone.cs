using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>How a server looks from outside that was killed, stops, is not yet back or lacks its database.</summary>
internal static class Gone
{
    private static readonly string[] Faults = ["'400'", "'401'", "'403'", "'404'", "'500'"];

    /// <summary>Whether somebody just connects again after this; all else is a fault, of the server or of the test.</summary>
    public static bool Is(Exception e) => e switch
    {
        WebSocketException => !Faults.Any(fault => e.Message.Contains(fault, StringComparison.Ordinal)),
        IOException or HttpRequestException => true,

        // SignalR's client, of a call that the closing came before, of one after it, and of a connection that was closed before it had begun.
        OperationCanceledException => true,
        InvalidOperationException => e.Message.Contains("connection is not active", StringComparison.Ordinal)
            || e.Message.Contains("disconnected before sending a handshake response", StringComparison.Ordinal),

        // A server that lacks its database cannot ask who comes in, and closes the connection before anything is open on it.
        HubException => e.Message.EndsWith("Connection closed with an error.", StringComparison.Ordinal),
        _ => false,
    };
}
