using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Privacy;

/// <summary>A protected word in a text that somebody would read who may not. For the director and the server only: a finding says what is protected.</summary>
/// <param name="Relation">The protection relation.</param>
/// <param name="Word">The protected word as the relation has it.</param>
/// <param name="Reader">Who would read it.</param>
/// <param name="Index">Where it begins in the text, in UTF-16 code units.</param>
public readonly record struct LeakFinding(ProtectionId Relation, string Word, PersonId Reader, int Index);
