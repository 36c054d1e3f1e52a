using System.Text;
using RoundTable.Domain.Ids;

namespace RoundTable.Sessions.Operations;

/// <summary>
/// The operations that were carried out, so that a repeated call is carried out once, after a restart too: each is a
/// record in the same transaction as its events. Per person, so that nobody can use up another's.
/// </summary>
internal sealed class OperationLog
{
    public const string Kind = OperationRecord.Kind;

    private const int MaxLength = 64;
    private readonly HashSet<(string Person, string Operation)> _done = [];

    public static bool IsWellFormed(string operation) => operation.Length is > 0 and <= MaxLength;

    public bool Contains(PersonId person, string operation) => _done.Contains((person.Value, operation));

    public void Add(PersonId person, string operation) => _done.Add((person.Value, operation));

    public void Replay(StoredRecord record) => _done.Add((record.Author, Encoding.UTF8.GetString(record.Payload.Span)));

    public static OfferedRecord Record(string operation) => new(Kind, 1, Encoding.UTF8.GetBytes(operation));
}
