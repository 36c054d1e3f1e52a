using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Plans;

/// <summary>What one person changes of one thing, over and over if they want: every start reads each of these changes again.</summary>
/// <param name="Kind">The kind of event.</param>
/// <param name="Thing">The id of what changes.</param>
/// <param name="By">Who changes it; null where only one person can.</param>
internal readonly record struct PlanChange(Type Kind, string Thing, PersonId? By)
{
    /// <summary>The change that this event is, or null.</summary>
    /// <param name="e">The event.</param>
    public static PlanChange? Of(PlanEvent e) => e switch
    {
        CommitmentReworded x => new(typeof(CommitmentReworded), x.Commitment.Value, x.By),
        ChildWordsWritten x => new(typeof(ChildWordsWritten), x.Words.Id.Value, null),
        _ => null,
    };
}
