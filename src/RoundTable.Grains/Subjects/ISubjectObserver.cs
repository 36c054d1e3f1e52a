namespace RoundTable.Grains.Subjects;

/// <summary>
/// A live connection of somebody signed in, given by the door. Called in the turns of the grain: returns at once, never
/// throws and never calls a grain back.
/// </summary>
public interface ISubjectObserver
{
    /// <summary>The session is over: signed out here, or signed in on another device. The door closes the connection.</summary>
    void SignedOut();
}
