namespace RoundTable.Domain.Words;

/// <summary>What roles have in common.</summary>
public static class PersonRoles
{
    /// <summary>Whether somebody in this role is there for their work, and so has a work address that is theirs alone; family, network and confidants are not.</summary>
    public static bool IsProfessional(this PersonRole role) => role
        is not (PersonRole.Child or PersonRole.ParentWithAuthority or PersonRole.ParentWithoutAuthority or PersonRole.NetworkMember or PersonRole.TrustedPerson);
}
