using RoundTable.Journal;
using RoundTable.Sessions;

namespace RoundTable.Grains;

/// <summary>How callers stand in the journal: ids only.</summary>
internal static class Actors
{
    public static Actor Of(Caller caller) => new(caller.Person.Value, caller.Role.ToString(), caller.Session);
}
