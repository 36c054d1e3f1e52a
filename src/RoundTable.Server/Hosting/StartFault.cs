using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using RoundTable.Journal;

namespace RoundTable.Server.Hosting;

/// <summary>Faults at the start that whoever runs the server can mend: each is one line, without a stack trace.</summary>
internal static class StartFault
{
    /// <summary>The line to show, or null for a fault of the program itself.</summary>
    public static string? Explain(Exception fault)
    {
        var reason = fault switch
        {
            IOException { InnerException: AddressInUseException } => $"{fault.Message} Another address: --urls http://localhost:5081",
            SwitchWithoutValueException or StrayWordException or OptionsValidationException or UnauthorizedAccessException or IOException or SocketException => fault.Message,
            JournalUnavailableException => $"{fault.Message} {fault.InnerException?.Message}",
            _ => null,
        };
        return reason is null ? null : $"RoundTable cannot start: {reason.ReplaceLineEndings(" ").TrimEnd()}";
    }
}
