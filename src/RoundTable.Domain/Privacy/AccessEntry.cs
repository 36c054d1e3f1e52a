using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Privacy;

/// <summary>One line of the log of access, as far as a reader of it may be told.</summary>
/// <param name="Day">The day in the Netherlands.</param>
/// <param name="Person">Who.</param>
/// <param name="Action">Did what.</param>
/// <param name="What">With which kind of thing.</param>
/// <param name="Id">Which one.</param>
/// <param name="Emergency">Whether it was by emergency access.</param>
public sealed record AccessEntry(DateOnly Day, PersonId Person, AccessAction Action, AccessSubject What, string Id, bool Emergency = false);
