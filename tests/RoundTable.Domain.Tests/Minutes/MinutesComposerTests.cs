using System.Text.Json;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Minutes;

public class MinutesComposerTests
{
    [Fact]
    public void Scores_OfMinutesThatWaitedSinceNumbersWentToAll_AreThoseOfTheirReadersRooms()
    {
        var table = Table.Laid().Seated(Table.One).Scored(Table.One).Revealed(Table.One).Seated(Table.Two).Scored(Table.Two).Revealed(Table.Two);

        Assert.Null(ReadAfterWaiting(table, Table.Clinic).Scores);
        Assert.Equal(NamesIn(table, Table.Shelter), ReadAfterWaiting(table, Table.Shelter).Scores!.Scores.Select(s => s.Name));
        Assert.Equal(NamesIn(table, Table.SafeHome), ReadAfterWaiting(table, Table.SafeHome).Scores!.Scores.Select(s => s.Name));
    }

    [Fact]
    public void Scores_OfMinutesThatWaited_AreNoneWhereTheReadersRoomHadNoRound()
    {
        var table = Table.Laid().Seated(Table.One).Seated(Table.Two).Scored(Table.Two).Revealed(Table.Two);

        Assert.Null(ReadAfterWaiting(table, Table.Shelter).Scores);
        Assert.Null(ReadAfterWaiting(table, Table.Kim).Scores);
    }

    [Fact]
    public void Scores_OfMinutesThatWaited_TellNoNumberOfTheOtherRoomOfWhoGaveNoneHere()
    {
        var table = Table.Laid().Seated(Table.One).Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Scoring));
        foreach (var person in table.Meeting.Room(Table.One).Round!.Eligible.Where(p => p != Table.Director))
            table.Does(person, Table.Score(Table.One, 5));
        table.Does(Table.Director, new RevealScores(Table.One, "Het duurt te lang.")).Seated(Table.Two).Scored(Table.Two).Revealed(Table.Two);

        Assert.Equal(NamesIn(table, Table.Kim), ReadAfterWaiting(table, Table.Kim).Scores!.Scores.Select(s => s.Name));
        Assert.Contains("Naam van director", ReadAfterWaiting(table, Table.Kim).Scores!.Missing);
    }

    private static IEnumerable<string> NamesIn(Table table, PersonId reader) =>
        MinutesComposer.Compose(table.Plan, table.Meeting, [], reader, Table.Now).Scores!.Scores.Select(s => s.Name);

    // As the build before made them: with the numbers of the other room, but of who gave one in the reader's own.
    private static MinutesContent ReadAfterWaiting(Table table, PersonId reader)
    {
        var content = MinutesComposer.Compose(table.Plan, table.Meeting, [], reader, Table.Now);
        var rounds = new[] { reader, Table.Kim, Table.Rob }
            .Select(p => MinutesComposer.Compose(table.Plan, table.Meeting, [], p, Table.Now).Scores)
            .OfType<MinutesRound>()
            .ToList();
        List<MinutesScore> scores = [.. content.Scores?.Scores ?? []];
        scores.AddRange(rounds.SelectMany(r => r.Scores).DistinctBy(s => s.Name).Where(s => scores.All(o => o.Name != s.Name)).Select(s => s with { IsRecipient = false }).ToList());
        content = content with { Scores = rounds[0] with { Scores = scores } };
        return MinutesComposer.WithNumbersOfOwnRooms(table.Plan, table.Meeting, content, reader);
    }

    private static readonly CardItemText[] Items =
    [
        Item(Table.Circle, "i2", CardColumn.Strength, 2, "Rob hield zich eraan."),
        Item(Table.Circle, "i1", CardColumn.Harm, 5, "De politie kwam."),
        Item(Table.SideKim, "i3", CardColumn.Harm, 1, "Ik woon in de Vlierstraat."),
        Item(Table.SideRob, "i4", CardColumn.Harm, 1, "Ik mis ze."),
        Item(Table.Secret, "i5", CardColumn.Danger, 1, "Het codewoord."),
        Item(Table.Circle, "i6", CardColumn.Danger, 1, "  "),
    ];

    private static readonly Table Held = Table.Laid()
        .Seated(Table.One, Table.Shelter).Scored(Table.One).Revealed(Table.One)
        .Seated(Table.Two, Table.Oma).Scored(Table.Two).Revealed(Table.Two)
        .Does(Table.Director, new NoteAbsence(Table.Shelter, "nachtdienst")).Does(Table.Director, new NoteAbsence(Table.Oma, "ziek"))
        .Does(Table.Director, new NoteAbsence(Table.Clinic, "geen bericht"))
        .Does(Table.Director, new CloseMeeting(new DateOnly(2026, 4, 2), null));

    [Fact]
    public void Recipients_Everybody_ButTheInterpreter() => Assert.Equal(
        [
            (Table.Director, false), (Table.SafeHome, false), (Table.Kim, false), (Table.Child, false), (Table.Shelter, true),
            (Table.Rob, false), (Table.Oma, true), (Table.Clinic, true),
        ],
        MinutesComposer.Recipients(Held.Plan, Held.Meeting).Select(r => (r.Person, r.WasAbsent)));

    [Fact]
    public void Compose_People_AreOfTheRecipientsOwnRoom()
    {
        Assert.Equal(["Naam van director", "Naam van safehome", "Naam van rob"], For(Table.Rob).Present.Select(p => p.Name));
        Assert.Equal([("Naam van oma", "ziek")], For(Table.Rob).Absent.Select(a => (a.Person.Name, a.Note)));
        Assert.Equal(
            ["Naam van director", "Naam van safehome", "Naam van kim", "Naam van child", "Naam van tolk"],
            For(Table.Kim).Present.Select(p => p.Name));
        Assert.Equal(
            [("Naam van shelter", "nachtdienst"), ("Naam van clinic", "geen bericht")],
            For(Table.Kim).Absent.Select(a => (a.Person.Name, a.Note)));
    }

    [Fact]
    public void Compose_PartyWithoutASeat_ReadsOfThoseInEveryRoom()
    {
        var minutes = For(Table.Clinic);

        Assert.Equal(["Naam van director", "Naam van safehome"], minutes.Present.Select(p => p.Name));
        Assert.Equal(["Naam van clinic"], minutes.Absent.Select(a => a.Person.Name));
        Assert.Null(minutes.StartsAt);
        Assert.Equal(new DateOnly(2026, 2, 12), minutes.HeldOn);
        Assert.Null(minutes.Scores);
        Assert.True(minutes.RecipientWasAbsent);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(5)]
    public void Compose_PartyWithoutASeat_ReadsNotOnWhichDayARoomWas(int days)
    {
        var table = Table.Laid();
        var planned = table.Plan.Meeting(Table.MeetingId)!;
        table.Happened(new MeetingPlanned(planned with { Rooms = [planned.Rooms[0] with { StartsAt = Table.Now.AddDays(days) }, planned.Rooms[1]] }));

        DateOnly HeldOn(PersonId person) => MinutesComposer.Compose(table.Plan, table.Meeting, [], person, Table.Now).HeldOn;

        Assert.Equal(new DateOnly(2026, 2, 12), HeldOn(Table.Clinic));
        Assert.Equal(new DateOnly(2026, 2, 12), HeldOn(Table.Rob));
        Assert.Equal(new DateOnly(2026, 2, 12).AddDays(days), HeldOn(Table.Kim));
    }

    [Fact]
    public void Compose_Items_AreOfTheSectionsThatTheRecipientReads()
    {
        Assert.Equal(["Ik mis ze.", "De politie kwam.", "Rob hield zich eraan."], For(Table.Rob).Card.Select(i => i.Text));
        Assert.Equal(
            ["Ik woon in de Vlierstraat.", "De politie kwam.", "Het codewoord.", "Rob hield zich eraan."],
            For(Table.Kim).Card.Select(i => i.Text));
        Assert.Empty(For(Table.Clinic).Card);
    }

    [Fact]
    public void Compose_Speaker_IsNamedAsTheRecipientMayNameThem()
    {
        CardItemText[] items = [Items[0] with { Speaker = Table.Shelter }, Items[1] with { Speaker = Table.Clinic }];

        Assert.Equal([null, "begeleider"], Composed(Table.Rob, items).Card.Select(i => i.Speaker));
        Assert.Equal(["Naam van clinic", "Naam van shelter"], Composed(Table.Kim, items).Card.Select(i => i.Speaker));
    }

    [Fact]
    public void Compose_Scores_OfTheOwnRoomAndOfNoOther() => Assert.Equal(
        [
            ("Naam van director", 5, "Reden van director."), ("Naam van safehome", 5, "Reden van safehome."),
            ("Naam van kim", 5, "Reden van kim."), ("Naam van child", null, null),
        ],
        For(Table.Kim).Scores!.Scores.Select(s => (s.Name, s.Value, s.Why)));

    [Theory]
    [InlineData(true, DataCategory.Safety, new[] { 5, 5, 5, 5 })]
    [InlineData(true, DataCategory.Agreements, new int[0])]
    [InlineData(false, DataCategory.Safety, new int[0])]
    public void Compose_Scores_OfAPartyWithoutASeat_AreTheNumbersOfTheOnlyRoomForWhoReadsOfSafety(bool onlyOne, DataCategory about, int[] values)
    {
        var table = Table.Laid();
        var planned = table.Plan.Meeting(Table.MeetingId)!;
        table.Happened(new MeetingPlanned(planned with { Rooms = [.. planned.Rooms.Take(onlyOne ? 1 : 2)], InvitedWithoutRoom = [Table.Clinic] }));
        table.Happened(new LegalBasisUsed(Table.Ground(Table.SafeHome, Table.Shelter, Table.Clinic) with { Categories = [about, DataCategory.Agreements] }, Table.Now));
        table.Seated(Table.One).Scored(Table.One).Revealed(Table.One);

        var minutes = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Clinic, Table.Now);

        Assert.Equal(values, minutes.Scores?.Scores.Select(s => s.Value).OfType<int>() ?? []);
        Assert.All(minutes.Scores?.Scores ?? [], s => Assert.Null(s.Why));
        Assert.Equal(values.Length > 0, MinutesComposer.Categories(table.Plan, table.Meeting, [], minutes, Table.Clinic).Contains(DataCategory.Safety));
    }

    [Fact]
    public void Compose_Scores_OfAPartyWithoutASeatAndWithoutAGround_LetItWaitForOneAboutAgreementsOnly()
    {
        var table = Table.Laid();
        var planned = table.Plan.Meeting(Table.MeetingId)!;
        table.Happened(new MeetingPlanned(planned with { Rooms = [planned.Rooms[0]], InvitedWithoutRoom = [Table.Clinic] }));
        table.Happened(new LegalBasisUsed(Table.Ground(Table.SafeHome, Table.Shelter), Table.Now)).Seated(Table.One).Scored(Table.One).Revealed(Table.One);

        var minutes = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Clinic, Table.Now);

        Assert.Null(minutes.Scores);
        Assert.Equal([DataCategory.Agreements], MinutesComposer.Categories(table.Plan, table.Meeting, [], minutes, Table.Clinic));
    }

    [Fact]
    public void Compose_Scores_OfWhomTheRecipientIsKeptFromProveNoOtherRoom()
    {
        var minutes = For(Table.Rob);

        Assert.Equal(
            [
                ("Naam van director", 5, "Reden van director."), ("Naam van safehome", 5, "Reden van safehome."),
                ("Naam van rob", 5, "Reden van rob."),
            ],
            minutes.Scores!.Scores.Select(s => (s.Name, s.Value, s.Why)));
        Assert.Empty(minutes.Scores.Scores.Select(s => s.Name).Except(minutes.Present.Select(p => p.Name)));
    }

    [Fact]
    public void Compose_Scores_TheDirectorReadsOfEachRoom() => Assert.Equal(
        ["director", "director", "safehome", "safehome", "kim", "child", "rob"],
        For(Table.Director).Scores!.Scores.Select(s => s.Name.Replace("Naam van ", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("kim", null)]
    [InlineData("director", 3)]
    [InlineData("child", 3)]
    public void Compose_WithheldScore_IsTheDirectorsAndTheScorersOwn(string person, int? value)
    {
        var score = For(new PersonId(person)).Scores!.Scores.Single(s => s.Name == "Naam van child");

        Assert.Equal((value, true, false), (score.Value, score.KnownToDirectorOnly, score.Passed));
    }

    [Fact]
    public void Compose_RoundNotRevealed_ShowsNothingOfIt()
    {
        var open = Table.Laid().Seated(Table.One).Scored(Table.One);

        Assert.Null(MinutesComposer.Compose(open.Plan, open.Meeting, [], Table.Kim, Table.Now).Scores);
    }

    [Fact]
    public void Compose_TwoRounds_ShowsTheEarlierToTheOwnRoomOnly()
    {
        var table = Table.Laid().Seated(Table.One).Scored(Table.One).Revealed(Table.One).Does(Table.Director, new OpenScoreRound(Table.One)).Does(Table.Kim, Table.Score(Table.One, 8, round: 2));
        table.Does(Table.Director, new RevealScores(Table.One, "Genoeg."));

        var kim = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Kim, Table.Now);
        var rob = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Rob, Table.Now);

        Assert.Equal([5, 5, 5, null, 5], kim.EarlierRounds.Single().Scores.Select(s => s.Value));
        Assert.Equal(("Genoeg.", 4), (kim.Scores!.ForcedReason, kim.Scores.Missing.Count));
        Assert.Empty(rob.EarlierRounds);
        Assert.Null(rob.Scores);
    }

    [Fact]
    public void Compose_Commitments_AreNumberedWithoutGapsAndApartFromResults()
    {
        var table = Table.Laid().Does(Table.Kim, Table.Proposal(Table.Secret));
        foreach (var (id, agrees) in new[] { ("a", true), ("b", false) })
        {
            table.Does(Table.Director, new ProposeCommitment(new CommitmentId(id), $"Afspraak {id}.", Table.Rob, Table.SafeHome, CommitmentKind.Action, null, "elke dag", Table.Circle));
            if (agrees)
                table.Does(Table.Rob, new AnswerCommitment(new CommitmentId(id), 1, CommitmentAnswer.Agree, null)).Does(Table.Rob, new RecordResult(new CommitmentId(id), CommitmentStatus.Kept, "Gelukt."));
        }

        var rob = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Rob, Table.Now);

        Assert.Equal([(1, "Afspraak a.", "Gelukt.")], rob.LookedBack.Select(c => (c.Number, c.Text, c.Remark)));
        Assert.Equal([(1, "Afspraak a.", CommitmentStatus.Agreed), (2, "Afspraak b.", CommitmentStatus.Proposed)], rob.Commitments.Select(c => (c.Number, c.Text, c.Status)));
        Assert.Equal(3, MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Kim, Table.Now).Commitments.Count);
    }

    [Fact]
    public void Compose_WhileAnotherMeetingIsOpen_HoldsNothingOfWhatWasSaidThere()
    {
        var other = new MeetingId("m2");
        var kims = new PlannedRoom(new RoomId("kims"), Table.Now, [Table.Director, Table.Kim]);
        var robs = new PlannedRoom(new RoomId("robs"), Table.Now, [Table.Director, Table.Rob]);
        var table = Table.Laid()
            .Does(new PlanMeeting(other, MeetingKind.Evaluation, [kims, robs], []))
            .Does(Table.Director, Table.Proposal(Table.Circle) with { Checker = Table.Rob })
            .Happened(new CommitmentAnswered(Table.Calls, 1, CommitmentAnswer.Agree, null, Table.Now.AddDays(-3)));
        var before = Written();

        table.Does(Table.Kim, new RecordResult(Table.Calls, CommitmentStatus.NotKept, "Twee keer niet.", kims.Id));
        Assert.Equal(before, Written());

        table.Happened(new CommitmentReworded(Table.Calls, 2, "Ik bel elke week.", Table.Rob, null, "elke week", Table.Director, Table.Now));
        Assert.Empty(Composed(Table.MeetingId).LookedBack);

        Publish(Table.MeetingId);
        table.Does(new EndMeeting(other));
        Assert.Equal([CommitmentStatus.NotKept], Composed(other).LookedBack.Select(c => c.Status));

        Publish(other);
        Assert.Empty(Composed(other).LookedBack);

        void Publish(MeetingId meeting) => table.Happened(new MinutesPublished(
            new MinutesId($"mi-{meeting}"), meeting, [new NewDelivery(new DeliveryId($"de-{meeting}"), Table.Rob, false, false, false, null)], Table.Now));

        MinutesContent Composed(MeetingId meeting) => MinutesComposer.Compose(table.Plan, Meeting.StartOf(meeting), [], Table.Rob, Table.Now);

        string Written() => JsonSerializer.Serialize(Composed(Table.MeetingId), DomainJson.Options);
    }

    [Fact]
    public void Compose_Head_IsTheRecipientsOwn()
    {
        var minutes = For(Table.Rob);

        Assert.Equal(new DateTimeOffset(2026, 2, 12, 16, 0, 0, TimeSpan.FromHours(1)), minutes.StartsAt);
        Assert.Equal(("p1", "Naam van rob", false), (minutes.Reference, minutes.Recipient, minutes.RecipientWasAbsent));
        Assert.Equal((new DateOnly(2026, 4, 2), new DateOnly(2026, 2, 19)), (minutes.NextMeetingOn, minutes.ReactBefore));
        Assert.Equal(new MinutesContact("Naam van director", null, "088 1234"), minutes.Director);
    }

    [Fact]
    public void Compose_ProtectedWordOfSomebodyElse_IsLeftOutAndTheRestSent()
    {
        CardItemText[] items = [Items[3] with { Text = "Zij wonen vast in de Vlierstraat.", Author = Table.Oma }, Items[1]];

        Assert.Equal(["De politie kwam."], Composed(Table.Rob, items).Card.Select(i => i.Text));
        Assert.Empty(Checked(Held.Plan, Table.Rob, items));
        Assert.Equal(2, Composed(Table.Director, items).Card.Count);
    }

    [Fact]
    public void Check_OwnWords_DoNotBlockTheOwnMinutes()
    {
        CardItemText[] items = [Items[3] with { Text = "Zij wonen vast in de Vlierstraat.", Author = Table.Rob }];

        Assert.Equal(["Zij wonen vast in de Vlierstraat."], Composed(Table.Rob, items).Card.Select(i => i.Text));
        Assert.Empty(Checked(Held.Plan, Table.Rob, items));
    }

    [Fact]
    public void Compose_ProtectedWordInAnotherPersonsScore_KeepsTheNumberAlone()
    {
        var table = Table.Laid().Seated(Table.Two).Does(Table.Director, new MoveToPhase(Table.Two, MeetingPhase.Scoring))
            .Does(Table.Oma, Table.Score(Table.Two, 7, "Zij zijn bij De Luwte."))
            .Does(Table.Director, new RevealScores(Table.Two, "Genoeg."));

        Assert.Equal((7, null), OmaFor(Table.Rob));
        Assert.Equal((7, "Zij zijn bij De Luwte."), OmaFor(Table.Oma));

        (int? Value, string? Why) OmaFor(PersonId person)
        {
            var minutes = MinutesComposer.Compose(table.Plan, table.Meeting, [], person, Table.Now);
            Assert.Empty(MinutesComposer.Check(table.Plan, table.Meeting, [], minutes, person));
            var oma = minutes.Scores!.Scores.Single(s => s.Name == "Naam van oma");
            return (oma.Value, oma.Why);
        }
    }

    [Fact]
    public void Check_ProtectedWordThatCannotBeLeftOut_IsFoundForThatRecipientOnly()
    {
        var plan = Held.Plan.Apply(new ProtectionSet(Held.Plan.Protections[0] with { ProtectedWords = ["Gezin Kim en Rob"] }));

        Assert.Single(Checked(plan, Table.Rob, Items));
        Assert.Empty(Checked(plan, Table.Kim, Items));
        Assert.All(Held.Plan.People, p => Assert.Empty(Checked(Held.Plan, p.Id, Items)));
    }

    [Fact]
    public void Compose_ProtectedWordInTheHeadOrTheScale_IsLeftOutAndTheRestSent()
    {
        string[] words = [Held.Plan.Municipality, Held.Plan.Scale.Question, Held.Plan.Scale.Anchor0, Held.Plan.Scale.Anchor10];

        Assert.All(words, word =>
        {
            var plan = Held.Plan.Apply(new ProtectionSet(Held.Plan.Protections[0] with { ProtectedWords = [word] }));
            var rob = MinutesComposer.Compose(plan, Held.Meeting, Items, Table.Rob, Table.Now);

            Assert.Empty(Checked(plan, Table.Rob, Items));
            Assert.DoesNotContain(word, rob.Texts());
            Assert.Equal(For(Table.Rob).Scores!.Scores, rob.Scores!.Scores);
            Assert.Contains(word, MinutesComposer.Compose(plan, Held.Meeting, Items, Table.Kim, Table.Now).Texts());
        });
    }

    [Fact]
    public void Compose_AfterAHandoverSinceTheClose_KnowsWhoWasSeatedThen()
    {
        var next = new PersonId("next");
        var table = Table.Laid().Does(new AddPerson(Table.Someone(next, PersonRole.CaseDirector), false))
            .Seated(Table.One).Scored(Table.One).Revealed(Table.One).Seated(Table.Two).Scored(Table.Two).Revealed(Table.Two)
            .Does(Table.Director, new CloseMeeting(new DateOnly(2026, 4, 2), null));

        table.Does(new OfferHandover(next), Table.Director).Does(new AcceptHandover(), next);

        Assert.Equal(MinutesComposer.Recipients(Held.Plan, Held.Meeting).Select(r => r.Person), MinutesComposer.Recipients(table.Plan, table.Meeting).Select(r => r.Person));
        Assert.All(table.Plan.People, p => Assert.DoesNotContain("Naam van next", Absent(p.Id)));
        Assert.Equal(["Naam van clinic"], Absent(Table.Kim));

        IEnumerable<string> Absent(PersonId person) => MinutesComposer.Compose(table.Plan, table.Meeting, [], person, Table.Now).Absent.Select(a => a.Person.Name);
    }

    [Fact]
    public void Compose_WrittenAsJsonAndRead_IsTheSame() => Assert.All(Held.Plan.People, p =>
    {
        var json = JsonSerializer.Serialize(For(p.Id), DomainJson.Options);

        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<MinutesContent>(json, DomainJson.Options), DomainJson.Options));
    });

    [Fact]
    public void Compose_StrangerOrOtherMeeting_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => For(new PersonId("stranger")));
        Assert.Throws<ArgumentException>(() => MinutesComposer.Compose(Held.Plan, Domain.Meetings.Meeting.StartOf(new MeetingId("none")), [], Table.Kim, Table.Now));
    }

    private static MinutesContent For(PersonId person) => Composed(person, Items);

    private static MinutesContent Composed(PersonId person, CardItemText[] items) =>
        MinutesComposer.Compose(Held.Plan, Held.Meeting, items, person, Table.Now);

    private static IReadOnlyList<LeakFinding> Checked(FamilyPlan plan, PersonId person, CardItemText[] items) =>
        MinutesComposer.Check(plan, Held.Meeting, items, MinutesComposer.Compose(plan, Held.Meeting, items, person, Table.Now), person);

    private static CardItemText Item(SectionId section, string id, CardColumn column, double order, string text) =>
        new(section, new ItemId(id), column, ItemKind.Fact, Table.Rob, Table.Director, order, text);
}
