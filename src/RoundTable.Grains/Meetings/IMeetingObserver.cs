using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;

namespace RoundTable.Grains.Meetings;

/// <summary>
/// One connection's view of a meeting, given by the door. Called in the turns of the grain: returns at once, never throws
/// and never calls a grain back.
/// </summary>
public interface IMeetingObserver
{
    /// <summary>The person's view is another one now.</summary>
    void MeetingChanged(MeetingView view);

    /// <summary>The person sees nothing of the meeting any more; nothing comes any more.</summary>
    void MeetingShut(MeetingId meeting, Refusal refusal);
}
