namespace RoundTable.Journal;

/// <summary>Due work that this server has taken until the lease ends.</summary>
/// <param name="Work">The work.</param>
/// <param name="LeaseId">Number of this lease; later leases of the store have higher numbers.</param>
/// <param name="LeaseEnd">From this moment another server may take the work.</param>
/// <param name="Attempt">How often the work has been taken since it was scheduled and not given back untried: 1 on the first lease.</param>
public sealed record LeasedWork(DueWork Work, long LeaseId, DateTimeOffset LeaseEnd, int Attempt);
