using RoundTable.Domain.Views;

namespace RoundTable.Server.Api.Wire;

/// <summary>Who did what in a plan, as far as the caller may know.</summary>
/// <param name="Lines">The latest day first; similar lines of one day are one.</param>
public sealed record AccessReply(IReadOnlyList<AccessLineView> Lines);
