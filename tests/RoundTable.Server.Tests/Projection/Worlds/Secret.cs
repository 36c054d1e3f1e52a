using RoundTable.Domain.Ids;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>Something that a mark stands for, and who may get it.</summary>
/// <param name="What">What it is, in words.</param>
/// <param name="May">Whether it may leave for somebody by some way, as things are now.</param>
/// <param name="Must">Whether somebody who looks at everything by this way gets it, as things are now.</param>
/// <param name="IsId">Whether it is an id, which may stand in the log.</param>
internal sealed record Secret(string What, Func<PersonId, Channel, bool> May, Func<PersonId, Channel, bool> Must, bool IsId);
