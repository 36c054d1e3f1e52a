using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Sections;

/// <summary>
/// One connection's view of a section, given by the door. Called in the turns of the grain: every method returns at once
/// (a door queues, and says "resync" itself when its queue is full), never throws and never calls a grain back.
/// Messages are shared between observers and never changed.
/// </summary>
public interface ISectionObserver
{
    /// <summary>Somebody else's update, on disk, or those of several; what the connection wrote itself may be among them.</summary>
    void Updated(SectionUpdate update);

    /// <summary>The connection's own update is on disk.</summary>
    /// <param name="section">Where.</param>
    /// <param name="number">The connection's number for it.</param>
    /// <param name="told">Whether it was among what <see cref="Updated"/> told just before.</param>
    void Acknowledged(SectionId section, long number, bool told);

    /// <summary>The connection's own update changed nothing; the client resets the section.</summary>
    void Refused(SectionId section, long number, Refusal refusal);

    /// <summary>Who is there, this connection among them, and what is different from the picture before.</summary>
    void PresenceShown(SectionId section, PresencePicture picture);

    /// <summary>The connection's own update was taken, after it was tried out on a copy of a section of so many runs: that costs the others time.</summary>
    void TriedOut(SectionId section, int structs);

    /// <summary>The client must open the section again, and push again what was not acknowledged.</summary>
    /// <param name="section">Which.</param>
    /// <param name="why">Why an update of it was not taken; null when that is not why.</param>
    void Resync(SectionId section, Refusal? why = null);

    /// <summary>The person may type now, or no longer.</summary>
    void RightsChanged(SectionId section, bool canWrite);

    /// <summary>The person no longer reads the section; nothing comes any more.</summary>
    void Shut(SectionId section, Refusal refusal);
}
