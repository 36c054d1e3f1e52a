using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Demo;

/// <summary>Turns a family of the casebook into steps. Pure: the same family and time give the same steps.</summary>
internal sealed class DemoFamilies
{
    private const int FirstMeeting = 1;

    private readonly CasebookCase _case;
    private readonly IReadOnlyList<Person> _people;
    private readonly IReadOnlyList<Person> _absent;
    private readonly IReadOnlyList<ProtectionRelation> _protections;
    private readonly IReadOnlyList<Section> _sections;
    private readonly PlannedMeeting _meeting;
    private readonly DateOnly _today;

    private DemoFamilies(CasebookCase from, DateTimeOffset now)
    {
        _case = from;
        _today = DutchTime.Day(now);
        _protections = [.. from.Protection.Select(Protection)];
        _people = [.. from.People.Select(person => DemoPeople.AtTheTable(from, person))];
        _absent = [.. from.Rtos[0].Absent.Where(absent => !_people.Any(p => absent.Who.StartsWith(p.Name, StringComparison.Ordinal)))
            .Select((absent, i) => DemoPeople.Invited(from, absent, i))];
        _meeting = DemoMeeting.Of(from, _absent, now);
        _sections = DemoSections.Of(from, _people, _protections, _meeting, _today);
    }

    /// <param name="from">The family.</param>
    /// <param name="now">Meetings begin soon after.</param>
    public static DemoFamily Make(CasebookCase from, DateTimeOffset now) => new DemoFamilies(from, now).Make();

    private DemoFamily Make()
    {
        var director = _people.Single(p => p.Role == PersonRole.CaseDirector);
        return new(_case.Id, Id<PlanId>(_case.Id), director, [.. Setups(director)], [.. Items(director)], [.. Commitments()], [.. Guests()]);
    }

    private IEnumerable<PlanSetup> Setups(Person director)
    {
        var circle = _sections.Single(section => section.Scope == SectionScope.Circle);
        yield return new OpenPlan(
            Id<PlanId>(_case.Id), _case.Title.Split(':')[0], DemoWords.WithoutBrackets(_case.Municipality), _case.Reason, director, circle.Id);
        foreach (var person in _people.Where(person => person != director))
            yield return new AddPerson(person, InCircle: true, DemoSharing.Basis(person, BasisOf(person), director, _today));
        foreach (var party in _absent)
            yield return new AddPerson(party, InCircle: false, DemoSharing.Basis(party, BasisOf(party), director, _today));
        foreach (var authority in DemoSharing.Authority(_case, _today))
            yield return authority;
        foreach (var protection in _protections)
            yield return new SetProtection(protection);
        foreach (var consent in DemoSharing.Consents(_case, [.. _people.Concat(_absent).Select(p => (p, BasisOf(p) ?? ""))], _today))
            yield return consent;
        foreach (var section in _sections.Where(section => section != circle))
            yield return new OpenSection(section);
        foreach (var floor in _case.Floor)
            yield return new SetFloorRequirement(new(Id<FloorRequirementId>(floor.Id), floor.Text, floor.ImposedBy, DemoWords.Floor(floor.Rto1)));
        yield return new SetScale(new(_case.Scale.Question, DemoWords.Anchor(_case.Scale.Anchor0), DemoWords.Anchor(_case.Scale.Anchor10)));
        yield return new PlanMeeting(_meeting.Id, _meeting.Kind, _meeting.Rooms, _meeting.InvitedWithoutRoom);
    }

    private string? BasisOf(Person person) => _case.Rtos[0].Absent.FirstOrDefault(absent => absent.Who.StartsWith(person.Name, StringComparison.Ordinal))?.Basis;

    private IEnumerable<DemoItem> Items(Person director)
    {
        var counts = new Dictionary<SectionId, int>();
        foreach (var item in _case.Items.Where(item => item.SinceRto == FirstMeeting))
        {
            var section = SectionOf(item.Shield);
            var place = counts[section.Id] = counts.GetValueOrDefault(section.Id) + 1;
            var speaker = Id<PersonId>(item.Speaker);
            var typesThemselves = _meeting.RoomsOf(speaker).Any() && section.Names(speaker);
            yield return new(
                DemoIds.Item($"{_case.Id}-{item.Nr}"),
                section.Id,
                section.Mode == SectionMode.Released,
                typesThemselves ? speaker : director.Id,
                speaker,
                DemoWords.Column(item.Section),
                DemoWords.Statement(item.Kind),
                place,
                item.Text);
        }
    }

    private IEnumerable<ProposeCommitment> Commitments()
    {
        foreach (var commitment in _case.Commitments.Where(commitment => commitment.MadeAtRto == FirstMeeting))
        {
            var (dueOn, recurrence) = DemoWords.Due(commitment.Due);
            yield return new(
                Id<CommitmentId>($"{_case.Id}-{commitment.Nr}"),
                commitment.Text,
                Id<PersonId>(commitment.Owner),
                Id<PersonId>(commitment.Checker),
                DemoWords.Commitment(commitment.Kind),
                dueOn,
                recurrence,
                SectionOf(commitment.Shield).Id);
        }
    }

    // Little children come with somebody; everybody else who is in the plan gets an own way in.
    private IEnumerable<DemoGuest> Guests() =>
        from person in _people
        let seat = _meeting.RoomsOf(person.Id).Any()
        where seat || person.Role != PersonRole.Child
        select new DemoGuest(person, seat ? _meeting.Id : null);

    private Section SectionOf(string shield) => _sections.Single(section => section.Id == DemoSections.IdOf(_case, shield));

    private ProtectionRelation Protection(CasebookProtection relation) => new(
        Id<ProtectionId>(relation.Id),
        [.. InPlan(relation.Protected)],
        [.. InPlan(relation.From)],
        [.. InPlan(relation.Indirect)],
        relation.Hides,
        relation.Tokens,
        relation.Reason,
        relation.Review.Length > 1 ? DemoWords.Day(relation.Review) : DateOnly.MaxValue);

    // "anonieme melder" is nobody in the plan: the relation then keeps its words from the others all the same.
    private IEnumerable<PersonId> InPlan(IEnumerable<string> ids) =>
        ids.Where(id => _case.People.Any(person => person.Id == id)).Select(Id<PersonId>);

    private static TId Id<TId>(string casebookId)
        where TId : struct, IId<TId> => DemoIds.Of<TId>(casebookId);
}
