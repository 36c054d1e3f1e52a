using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Sharing;

/// <summary>Words of a child, with the release that the child alone controls (handbook 4.6, L3).</summary>
/// <param name="Id">Identifies the words.</param>
/// <param name="Child">Whose they are.</param>
/// <param name="Kind">What they are part of.</param>
/// <param name="Text">The words.</param>
/// <param name="ReleasedTo">To whom the child released them; for everybody else they do not exist.</param>
/// <param name="ReadFirst">Whether the child wants them read first in the meeting (BR-24).</param>
/// <param name="WrittenOn">On which day they were last changed.</param>
/// <param name="Helper">Who wrote down what the child said; null where the child wrote itself.</param>
public sealed record ChildWords(
    ChildWordsId Id,
    PersonId Child,
    ChildWordsKind Kind,
    string Text,
    IReadOnlyList<PersonId> ReleasedTo,
    bool ReadFirst,
    DateOnly WrittenOn,
    PersonId? Helper = null);
