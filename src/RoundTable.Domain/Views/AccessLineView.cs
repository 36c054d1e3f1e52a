using RoundTable.Domain.Words;

namespace RoundTable.Domain.Views;

/// <summary>Who did what on one day: all similar lines of that day in one, without a number or an hour that could tell more.</summary>
/// <param name="Day">The day in the Netherlands.</param>
/// <param name="Person">Who, named as the viewer may name them.</param>
/// <param name="Action">Did what.</param>
/// <param name="What">With which kind of thing.</param>
/// <param name="Emergency">Whether it was by emergency access.</param>
public sealed record AccessLineView(DateOnly Day, PersonView Person, AccessAction Action, AccessSubject What, bool Emergency);
