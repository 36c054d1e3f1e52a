using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Server.Mail;
using RoundTable.Server.Security;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>A family and those around it.</content>
internal sealed partial class World
{
    private SectionId _circle;

    public async Task BuildAsync()
    {
        _plan = PlanId.From(_book.Id("the plan", (v, c) => _truth.IsIn(v), (v, c) => c == Channel.Plan && _truth.TakesPart(v)));
        ThinkOfWords();
        var ids = MakeIds(5 + _random.Next(4));
        _truth.Director = ids[0];
        _circle = NewSection([_truth.Director]);
        _truth.Circle = _circle;
        var director = NewPerson(ids, 0, PersonRole.CaseDirector);
        string reason = null!;
        reason = Write(_book.Text("the reason", (v, c) => Inside(v, c) && !IsKept(v, c, reason), (v, c) => InPlan(v, c) && !IsKept(v, c, reason)), default);
        Assert.True(await SetupAsync(new OpenPlan(
            _plan,
            _book.Text("the family's name", Inside, InPlan),
            _book.Text("the municipality", (v, c) => (c == Channel.Minutes && _truth.IsInvited(v)) || (c == Channel.Copy && _truth.TakesPart(v))),
            reason,
            director,
            _circle)));
        for (var i = 1; i < ids.Count; i++)
            await AddAsync(NewPerson(ids, i, RoleOf(i)));
        foreach (var child in _truth.People.Where(p => p.Role == PersonRole.Child).ToList())
        {
            await GiveAuthorityAsync(child.Id);
            await GiveHelperAsync(child.Id);
        }

        await RelateAsync();
        for (var i = 0; i < 2 && (i == 0 || Chance(30)); i++)
            await ProtectAsync();
        if (Chance(15))
            await ProtectNotifierAsync();
        string required = null!;
        required = $"{_book.Text("a floor requirement", (v, c) => Floor(v, c) && !IsKept(v, c, required), (v, c) => InPlan(v, c) && !IsKept(v, c, required))}{(Chance(30) ? $" {Plain(default, null)}" : "")}";
        await SetupAsync(new SetFloorRequirement(new FloorRequirement(
            FloorRequirementId.From(_book.Id("a floor requirement", Inside, (v, c) => InPlan(v, c) && !IsKept(v, c, required))),
            required,
            _book.Text("who imposed a floor requirement", (v, c) => Floor(v, c) && !IsKept(v, c, required), (v, c) => InPlan(v, c) && !IsKept(v, c, required)),
            FloorRequirementStatus.NotMet)));
        for (var i = 0; i < 3; i++)
            await OpenSectionAsync();
        if (Chance(85))
            await PlanMeetingAsync();
        _viewers[PersonId.From(Stranger)] = new Viewer(PersonId.From(Stranger));
        foreach (var person in Some(Everybody, 25))
            await WatchAsync(person);
        foreach (var person in Some(Others, 40))
        {
            _accesses.Add((_truth.Director, Today, AccessAction.Changed, AccessSubject.Invitation, ""));
            await _stage.Get<Outbox>().InviteAsync(As(_truth.Director), _plan, person, $"{_plan}-{person}", $"https://tafel.example/in#{_operation}");
        }

        // Some have no code, and mail to some came back: both are the director's to know.
        var state = await StateAsync();
        foreach (var (person, i) in state.People.Select((p, i) => (p, i)))
        {
            if ((_seed + i) % 3 > 0)
                await _stage.Get<GrainHost>().Subject(person.Subject).CallAsync(s => s.MakeWayInAsync(As(_truth.Director), WaysIn.For(state, person, TimeSpan.FromDays(90))));
            if ((_seed + i) % 5 == 0)
                await SetupAsync(new RecordBouncedMail(person.Id, i % 2 == 0 ? BouncedMail.Invitation : BouncedMail.CalledOff));
        }
    }

    private List<PersonId> MakeIds(int count)
    {
        var ids = new List<PersonId>();
        for (var i = 0; i < count; i++)
        {
            PersonId id = default;
            id = PersonId.From(_book.Id(
                "a person",
                (v, c) => (Known(v, c, id) && (c != Channel.Presence || !_truth.AreApart(v, id))) || (c is Channel.Section or Channel.History && _truth.Known.Contains((v, id))),
                (v, c) => InPlan(v, c) && _truth.Knows(v, id)));
            ids.Add(id);
        }

        return ids;
    }

    private PersonRole RoleOf(int number) => number switch
    {
        1 => PersonRole.ParentWithAuthority,
        2 => Chance(50) ? PersonRole.ParentWithAuthority : PersonRole.ParentWithoutAuthority,
        3 => PersonRole.Child,
        4 => PersonRole.Professional,
        5 when HandsOver => PersonRole.CaseDirector,
        _ => Any(Enum.GetValues<PersonRole>()),
    };

    private Person NewPerson(List<PersonId> ids, int number, PersonRole role)
    {
        var id = ids[number];
        var others = ids.Where(p => p != id && p != ids[0]).ToList();
        PersonId[] hidden = number > 0 && Chance(30) ? Some(others, 30) : [];
        PersonId[] shielded = number > 0 && Chance(40) ? Some(others, 30) : [];
        var born = role == PersonRole.Child && Chance(90) ? Today.AddYears(-Any<int>([6, 12, 14, 16, 18])).AddDays(_random.Next(-40, 40)) : default(DateOnly?);
        if (born is { Day: > 28 } late)
            born = late.AddDays(-3);
        _truth.People.Add(new Member(id, role, born, hidden, shielded));
        var organisation = role.IsProfessional() ? _book.Text("an organisation", Named, (v, c) => InPlan(v, c) && _truth.Names(v, id)) : null;
        var person = new Person(
            id,
            SubjectId.From(_book.Id("who signs in", Book.Never)),
            _book.Text("a name", Named, (v, c) => InPlan(v, c) && _truth.Names(v, id)),
            role,
            organisation,
            _book.Text("a relation", Named, (v, c) => InPlan(v, c) && _truth.Names(v, id)),
            _book.Text("an alias", (v, c) => Known(v, c, id), (v, c) => InPlan(v, c) && _truth.Knows(v, id) && !_truth.Names(v, id)),
            shielded,
            hidden,
            null,
            $"{_book.Text("a mail address", (v, c) => (c == Channel.Mail && v == id) || IsOwnCopy(v, c))}@post.example",
            _book.Text("a phone number", (v, c) => (id == (c == Channel.Minutes ? _truth.DirectorThen : _truth.Director) && Named(v, c)) || IsOwnCopy(v, c), (v, c) => id == _truth.Director && InPlan(v, c)),
            born);
        _people[id] = person;
        _viewers[id] = new Viewer(id);
        return person;

        bool IsOwnCopy(PersonId v, Channel c) => c == Channel.Copy && (v == id || v == _truth.Director);
        bool Named(PersonId v, Channel c) => c is not (Channel.Mail or Channel.Log) && (c == Channel.Emergency ? _truth.NamesInEmergency(v, id) : _truth.Names(v, id));
    }

    private bool Known(PersonId v, Channel c, PersonId id) => c == Channel.Emergency ? _truth.KnowsInEmergency(v, id) : _truth.Knows(v, id);

    private async Task AddAsync(Person person)
    {
        var needs = Truth.IsOrganisation(person.Role);
        LegalBasisUse? ground = needs && Chance(70) ? NewGround(person.Id) : null;
        var inCircle = Chance(60);
        if (!await SetupAsync(new AddPerson(person, inCircle, ground)))
            throw new InvalidOperationException("a person was refused");
        if (ground is not null)
            _truth.Grounds.Add((ground.Id, person.Id, ground.From, ground.Until, ground.Categories));
        if (inCircle)
            _truth.Readers[_circle].Add(person.Id);
    }

    private LegalBasisUse NewGround(PersonId to) => new(
        LegalBasisId.From(_book.Id("a legal basis", ForDirector, (v, c) => InPlan(v, c) && v == _truth.Director)),
        "public-task",
        [to],
        _book.Text("why a legal basis is needed", ForDirector, (v, c) => InPlan(v, c) && v == _truth.Director),
        _book.Text("why no less will do", Book.Never),
        _truth.Director,
        _book.Text("who was consulted", Book.Never),
        null,
        _book.Text("why nobody was told", Book.Never),
        Today,
        Chance(30) ? Today.AddDays(10) : null,
        Chance(20) ? [DataCategory.Agreements, .. Some([DataCategory.School, DataCategory.Attendance], 50)] : null);

    private async Task GiveAuthorityAsync(PersonId child)
    {
        foreach (var parent in _truth.People.Where(p => p.Role == PersonRole.ParentWithAuthority).ToList())
        {
            if (await SetupAsync(new SetRelation(new Relation(
                    RelationId.From(_book.Id("a relation of two people", ForDirector, (v, c) => InPlan(v, c) && v == _truth.Director)),
                    RelationKind.AuthorityOver, parent.Id, child, Today, null))))
                _truth.Authority.Add((parent.Id, child));
        }
    }

    private async Task GiveHelperAsync(PersonId child)
    {
        if (_truth.People.FirstOrDefault(p => p.Role is PersonRole.Professional or PersonRole.TrustedPerson) is { } helper && Chance(70)
            && await RelateAsync(RelationKind.Serves, helper.Id, child))
            _truth.Serves.Add((helper.Id, child));
    }

    private SectionId NewSection(IEnumerable<PersonId> readers)
    {
        SectionId id = default;
        id = SectionId.From(_book.Id(
            "a section",
            (v, c) => c == Channel.Emergency ? _truth.ReadsInEmergency(v, id) : c is not (Channel.Minutes or Channel.Mail) && _truth.Reads(v, id),
            (v, c) => InPlan(v, c) && _truth.Reads(v, id)));
        _truth.Readers[id] = [.. readers];
        return id;
    }

    private async Task OpenSectionAsync()
    {
        PersonId[] audience = [_truth.Director, .. Some(Others, 55)];
        var id = NewSection(audience);
        var shield = Chance(50) ? new SectionShield(_book.Text("why a section is shielded", Book.Never), Any([.. Everybody]), Today.AddDays(9)) : null;
        DataCategory[]? categories = shield is not null && Chance(40) ? [DataCategory.Safety, DataCategory.School] : null;
        if (categories is not null)
            _truth.Categories[id] = categories;
        if (shield is null)
            _truth.Sides.Add(id);
        var section = new Section(id, shield is null ? SectionScope.Side : SectionScope.Shielded, SectionMode.Live, audience, shield, categories);
        if (!await SetupAsync(new OpenSection(section)) && !await SetupAsync(new OpenSection(section with { Mode = SectionMode.Released })))
            throw new InvalidOperationException("a section was refused");
    }

    private bool Floor(PersonId v, Channel c) => Inside(v, c) && !(c == Channel.Minutes && _truth.IsYoung(v));

    // Plan texts that everybody in it reads, and those who get minutes.
    private bool Inside(PersonId v, Channel c) => c is not (Channel.Mail or Channel.Log)
        && (c == Channel.Emergency ? _truth.IsInEmergency(v) : _truth.TakesPart(v) || (c == Channel.Minutes && _truth.IsInvited(v)));

    private bool IsKept(PersonId v, Channel c, string text) => c == Channel.Emergency ? _truth.IsKeptInEmergency(v, text) : _truth.IsKept(v, text);

    private bool InPlan(PersonId v, Channel c) => c == Channel.Plan && _truth.TakesPart(v);

    private bool ForDirector(PersonId v, Channel c) => v == _truth.Director && c is Channel.Plan or Channel.Reply;
}
