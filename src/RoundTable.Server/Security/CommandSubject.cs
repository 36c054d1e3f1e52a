using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Security;

/// <summary>What a command about a plan is logged as: a change of the plan, but for a child's words, which exist for nobody else (L3).</summary>
internal static class CommandSubject
{
    // As lines of before this subject name the change.
    private static readonly string[] WordsOfBefore = [nameof(WriteChildWords), nameof(ReleaseChildWords), nameof(WriteWithChild), nameof(ReleaseWithChild)];

    public static (AccessSubject What, string Id) Of(PlanId plan, PlanCommand command) => command switch
    {
        WriteChildWords c => (AccessSubject.ChildWords, c.Id.Value),
        ReleaseChildWords c => (AccessSubject.ChildWords, c.Id.Value),
        WriteWithChild c => (AccessSubject.ChildWords, c.Id.Value),
        ReleaseWithChild c => (AccessSubject.ChildWords, c.Id.Value),
        _ => (AccessSubject.Plan, plan.Value),
    };

    /// <summary>The same of a line that was written before: of which words it was is not in it, so it is nobody's but whose hand it was.</summary>
    public static (AccessSubject What, string Id) Of(AccessLine line) =>
        line.What == AccessSubject.Plan && WordsOfBefore.Contains(line.Detail) ? (AccessSubject.ChildWords, "") : (line.What, line.Id);
}
