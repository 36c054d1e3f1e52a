using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Sections;
using RoundTable.Grains.Subjects;
using RoundTable.Journal;
using RoundTable.Server.Hubs;
using RoundTable.Server.Security;
using RoundTable.Sessions;

namespace RoundTable.Server.Doors;

/// <summary>Decides who comes in at a door: the token first, then the plan itself, as it is now.</summary>
internal sealed class Doorkeeper(SubjectCalls subjects, TableDoor door)
{
    private const int LongestToken = 128;

    /// <summary>What the token lets somebody do with this document; null for every other token, and when what it is of was erased.</summary>
    public async Task<DoorGrant?> FindAsync(string token, string document)
    {
        try
        {
            return await FindStandingAsync(token, document);
        }
        catch (DataErasedException)
        {
            return null;
        }
    }

    private async Task<DoorGrant?> FindStandingAsync(string token, string document)
    {
        if (token.Length is 0 or > LongestToken || await subjects.AuthenticateDoorAsync(token) is not var (subject, session, made))
            return null;
        if (made.Section.Value != document)
            return null;
        var visitor = new Visitor(subject, session.Id, session.Scope, session.Landing, session.ExpiresAt);
        return new(visitor, made.Section, made.ReadOnly, made.ExpiresAt);
    }

    /// <summary>The way to the section and whether the person may type there, or why there is no way. A no is recorded.</summary>
    public async Task<(SectionKey Key, Caller Caller, bool CanWrite, Refusal? Refusal)> LetInAsync(Visitor visitor, SectionId section)
    {
        if (await door.ToSectionAsync(visitor, section) is not var (key, caller))
            return (default, null!, false, await door.RefuseSectionAsync(visitor, section));
        var plan = await door.Grains.Plan(key.Plan).CallAsync(p => p.StateAsync());

        // Another server may have let them in a moment ago.
        if (SectionRules.CheckRead(plan, caller.Person, section) is not null)
        {
            plan = await door.Grains.Plan(key.Plan).CallAsync(p => p.StateAsync(fresh: true));
            if (SectionRules.CheckRead(plan, caller.Person, section) is { } refusal)
                return (default, null!, false, await door.Outsiders.RefuseAsync(visitor, caller, key.Plan, AccessSubject.Section, section.Value, refusal));
        }

        return (key, caller, SectionRules.CheckWrite(plan, caller.Person, section) is null, null);
    }
}
