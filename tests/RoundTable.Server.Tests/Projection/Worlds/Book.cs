using RoundTable.Domain.Ids;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>Everything in a world that somebody may or may not know.</summary>
internal sealed class Book(int world)
{
    private readonly List<Secret> _secrets = [];

    public IReadOnlyList<Secret> Secrets => _secrets;

    public Secret this[int number] => _secrets[number];

    /// <summary>A new mark for a text.</summary>
    public string Text(string what, Func<PersonId, Channel, bool> may, Func<PersonId, Channel, bool>? must = null) => Keep(what, may, must, isId: false);

    /// <summary>A new mark for an id.</summary>
    public string Id(string what, Func<PersonId, Channel, bool> may, Func<PersonId, Channel, bool>? must = null) => Keep(what, may, must, isId: true);

    public string MarkOf(int number) => Marks.Of(world, number);

    private string Keep(string what, Func<PersonId, Channel, bool> may, Func<PersonId, Channel, bool>? must, bool isId)
    {
        _secrets.Add(new Secret(what, may, must ?? Never, isId));
        return MarkOf(_secrets.Count - 1);
    }

    public static bool Never(PersonId person, Channel channel) => false;
}
