namespace RoundTable.Domain.Commands;

/// <summary>What a rule decided: facts to append, or a refusal; neither means that the command was carried out before.</summary>
/// <typeparam name="TEvent">The kind of facts.</typeparam>
/// <param name="Events">The facts in order; empty with a refusal and for a repeated command.</param>
/// <param name="Refusal">Why not, or null.</param>
public readonly record struct Decision<TEvent>(IReadOnlyList<TEvent> Events, Refusal? Refusal)
{
    /// <summary>Nothing to do: what was asked is already so.</summary>
    public static Decision<TEvent> Nothing { get; } = new([], null);

    /// <summary>Whether a rule said no.</summary>
    public bool Refused => Refusal is not null;

    /// <summary>These facts.</summary>
    /// <param name="events">In the order in which they are applied.</param>
    public static Decision<TEvent> Of(params IReadOnlyList<TEvent> events) => new(events, null);

    /// <summary>A refusal.</summary>
    /// <param name="code">One of <see cref="RefusalCodes"/>.</param>
    /// <param name="about">Ids that the caller may see.</param>
    public static Decision<TEvent> No(string code, params IEnumerable<string> about) => new([], new Refusal(code, [.. about]));

    /// <summary>A refusal that a check returned.</summary>
    /// <param name="refusal">The refusal.</param>
    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);
}
