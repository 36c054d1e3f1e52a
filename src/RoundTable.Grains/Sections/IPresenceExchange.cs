using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Sections;

/// <summary>
/// The way by which servers tell each other who is in a section: never stored, at most once per tick and section. What others
/// tell comes in by <see cref="Feed.ServerTalk.Join"/>.
/// </summary>
public interface IPresenceExchange
{
    /// <summary>
    /// Tells the others who is in the section on this server; the last list counts, and only what is different in it goes out. Called in
    /// the turns of the grain: returns at once and never throws.
    /// </summary>
    /// <param name="section">Which.</param>
    /// <param name="here">Every connection on this server; empty when nobody is.</param>
    /// <param name="plan">The last record of the plan by which they were let in: who knows less reads it before showing them to anybody.</param>
    void Publish(SectionKey section, IReadOnlyList<PresenceEntry> here, long plan);
}
