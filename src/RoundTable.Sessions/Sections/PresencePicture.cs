namespace RoundTable.Sessions.Sections;

/// <summary>Who is in a section, and what is different from the picture before. One object for all who see it, never changed.</summary>
/// <param name="Everybody">Every connection, ordered by id.</param>
/// <param name="Changed">Those of them that are new or different; all of them for somebody who saw nothing yet.</param>
/// <param name="Gone">The awareness clients that are there no longer.</param>
public sealed record PresencePicture(
    IReadOnlyList<PresenceEntry> Everybody, IReadOnlyList<PresenceEntry> Changed, IReadOnlyList<ulong> Gone)
{
    private PresencePicture? _whole;

    /// <summary>Nobody is there.</summary>
    public static PresencePicture Nobody { get; } = new([], [], []);

    /// <summary>The same object for all pictures of one section, as long as it is in memory.</summary>
    public object Series { get; init; } = new();

    /// <summary>Grows with every picture of a series.</summary>
    public long Number { get; init; }

    /// <summary>One for each person, ordered by id: on several devices the one that moved last counts. Worked out when it is not given.</summary>
    public IReadOnlyList<PersonPresence> People { get => field ??= PeopleOf(Everybody); init; }

    /// <summary>The same as <see cref="Changed"/> and <see cref="Gone"/> for who is told of people and not of connections. All of them unless it is given.</summary>
    public PeopleChange Told { get => field ??= new(People, null); init; }

    /// <summary>Whether nothing is different from the picture before.</summary>
    public bool IsSame => Changed.Count == 0 && Gone.Count == 0 && Told.IsEmpty;

    /// <summary>The same for somebody who saw nothing yet: one object for all of them.</summary>
    public PresencePicture Whole => _whole ??= new(Everybody, Everybody, []) { People = People, Series = Series, Number = Number };

    /// <summary>One for each person of these connections, ordered by id.</summary>
    internal static IReadOnlyList<PersonPresence> PeopleOf(IReadOnlyList<PresenceEntry> entries) => [.. entries
        .GroupBy(e => e.Person)
        .Select(own => own.MaxBy(e => e.Move)!)
        .OrderBy(e => e.Person.Value, StringComparer.Ordinal)
        .Select(e => new PersonPresence(e.Person, e.Item, e.Typing))];
}
