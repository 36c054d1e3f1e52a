using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>Somebody in a family plan: family, network, a professional, or an organisation that is only invited (handbook 1).</summary>
/// <param name="Id">Identifies the person in this plan.</param>
/// <param name="Subject">Who signs in; one subject may be a person in several plans.</param>
/// <param name="Name">The full name.</param>
/// <param name="Role">The role in this case.</param>
/// <param name="Organisation">The organisation, or null for family and network.</param>
/// <param name="Relation">Function or relation in plain words, for instance "moeder".</param>
/// <param name="AliasName">What those in <paramref name="ShieldedFrom"/> read instead of the name; required when somebody is in it.</param>
/// <param name="ShieldedFrom">Persons who see the alias only, without organisation and relation.</param>
/// <param name="HiddenFrom">Persons who do not see that this person exists in the plan.</param>
/// <param name="Serves">Whom a professional works for, or null.</param>
/// <param name="Email">Where mail goes, or null; in no view.</param>
/// <param name="Phone">Only the director's reaches a view (handbook F31).</param>
/// <param name="BirthDate">The birthday of a child, or null; in no view.</param>
public sealed record Person(
    PersonId Id,
    SubjectId Subject,
    string Name,
    PersonRole Role,
    string? Organisation,
    string? Relation,
    string? AliasName,
    IReadOnlyList<PersonId> ShieldedFrom,
    IReadOnlyList<PersonId> HiddenFrom,
    PersonId? Serves,
    string? Email,
    string? Phone,
    DateOnly? BirthDate);
