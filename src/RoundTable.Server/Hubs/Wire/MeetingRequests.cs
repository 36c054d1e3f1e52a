using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;

namespace RoundTable.Server.Hubs.Wire;

/// <summary>Asks for a meeting: the view, and MeetingChanged whenever it changes for the caller. Makes the caller present.</summary>
/// <param name="Meeting">The meeting.</param>
public sealed record OpenMeetingRequest(MeetingId Meeting);

/// <summary>A command to a meeting.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Operation">Made by the client; the same operation is carried out once.</param>
/// <param name="Command">The command.</param>
public sealed record MeetingCommandRequest(MeetingId Meeting, OperationId Operation, MeetingCommand Command);

/// <summary>Ends MeetingChanged; the caller is no longer present.</summary>
/// <param name="Meeting">The meeting.</param>
public sealed record CloseMeetingViewRequest(MeetingId Meeting);
