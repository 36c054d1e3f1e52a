using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Properties;

internal sealed partial class World
{
    private void Step()
    {
        var actor = Any(Everybody);
        var room = Any(RoomIds);
        switch (_random.Next(19))
        {
            case 0: Do(actor, Proposal(actor)); break;
            case 1: OnCommitment(actor, c => new RewordCommitment(c.Id, c.TextVersion, Text("reworded", actor), c.Checker, new DateOnly(2026, 5, 5), null)); break;
            case 2: OnCommitment(null, c => new AnswerCommitment(c.Id, c.TextVersion, Any(Enum.GetValues<CommitmentAnswer>()), Text("remark", c.Owner))); break;
            case 3 when Chance(30): OnCommitment(null, c => new EndCommitment(c.Id, c.TextVersion, Text("ended", c.Owner))); break;
            case 3 when Chance(30): OnCommitment(Director, c => new EndCommitment(c.Id, c.TextVersion, Text("ended", Director))); break;
            case 3: OnCommitment(actor, c => new RecordResult(c.Id, CommitmentStatus.Kept, Text("result", actor), null, c.TextVersion)); break;
            case 4: ChangeAudience(); break;
            case 5: EverybodyEnters(room); break;
            case 6: Do(Director, new MoveToPhase(room, MeetingPhase.Scoring)); break;
            case 7 or 8: Do(actor, Score(actor, room)); break;
            case 9: ScoreWithChild(Chance(50) ? Director : actor, room); break;
            case 10 when Chance(40): Do(Director, new RevealScores(room, Text("forced", Director))); break;
            case 11: Do(Director, new NoteAbsence(actor, Text("absence", Director))); break;
            case 13: AskForConsent(); break;
            case 14: Do(actor, new WriteChildWords(new ChildWordsId($"words{_random.Next(4)}q"), ChildWordsKind.Statement, Text("child", actor), false)); break;
            case 15: ReleaseChildWords(); break;
            case 16: WriteWithChild(actor); break;
            case 17: WriteWithChild(Director); break;
            case 18 when Chance(40): Do(new InviteToMeeting(MeetingId, actor, Chance(70) ? room : null)); break;
            case 12 when Chance(20): Do(Director, new OpenScoreRound(room)); break;
        }
    }

    private ProposeCommitment Proposal(PersonId actor) => new(
        new CommitmentId($"commitment{++_tokens}"),
        Text("proposed", actor),
        Chance(50) ? actor : Any(Everybody),
        Chance(50) ? Any(Everybody) : null,
        CommitmentKind.Action,
        new DateOnly(2026, 3, 3),
        Chance(30) ? Token("often") : null,
        Any(Plan.Sections).Id);

    private void OnCommitment(PersonId? actor, Func<Commitment, PlanCommand> command)
    {
        if (Plan.Commitments.Count == 0)
            return;
        var commitment = Any(Plan.Commitments);
        Do(actor ?? commitment.Owner, command(commitment));
    }

    // Readers come and go; texts that were there before must not reach somebody who may not read them.
    private void ChangeAudience()
    {
        var section = Any(Plan.Sections);
        Do(new ChangeSection(section.Id, Chance(50) ? SectionMode.Released : section.Mode, [Director, .. Some(60).Where(p => p != Director)]));
    }

    private void AskForConsent()
    {
        var consent = new Consent(
            new ConsentId($"consent{++_tokens}q"), ConsentKind.ShareData, [Any(Everybody)], [Any(Everybody)], AnyCategories(DataCategory.Safety), Text("purpose", Director), null,
            new DateOnly(2026, 2, 1), new DateOnly(2027, 2, 1), 1, [], null, null);
        Do(new AskConsent(consent));
        foreach (var person in Some(70))
            Do(person, new GiveConsent(consent.Id));
        if (Chance(30))
            Do(Any(Everybody), new WithdrawConsent(consent.Id));
    }

    private void ReleaseChildWords()
    {
        if (Plan.ChildWords.Count == 0)
            return;
        var words = Any(Plan.ChildWords);
        Do(words.Child, new ReleaseChildWords(words.Id, Some(30)));
    }

    private void WriteWithChild(PersonId helper)
    {
        var children = Plan.People.Where(p => p.Role == PersonRole.Child).ToList();
        if (children.Count == 0)
            return;
        var child = Any(children).Id;
        Do(helper, new WriteWithChild(new ChildWordsId($"young{++_tokens}q"), child, ChildWordsKind.Statement, Text("child", child), false, Some(30)));
        if (Plan.ChildWords.FindLast(w => w.Child == child) is { } words && Chance(40))
            Do(helper, new ReleaseWithChild(words.Id, child, Some(30)));
    }

    private void EverybodyEnters(RoomId room)
    {
        foreach (var person in Everybody.Where(_ => Chance(85)))
            Do(person, new EnterRoom(room));
        Do(Director, new AdmitEveryone(room));
    }

    private void ScoreWithChild(PersonId helper, RoomId room)
    {
        if (Plan.People.FindLast(p => p.Role == PersonRole.Child) is not { } child)
            return;
        var score = Score(child.Id, room);
        Do(helper, new ScoreWithChild(room, child.Id, score.Round, score.Value, score.PassReason, score.Why, score.OneHigher, score.Visibility));
    }

    private GiveScore Score(PersonId actor, RoomId room) => new(
        room,
        Meeting.Room(room).Round?.Number ?? 1,
        Chance(80) ? _random.Next(11) : null,
        Text("pass", actor),
        Text("why", actor),
        Text("higher", actor),
        ScoreInputMode.Self,
        Chance(70) ? ScoreVisibility.Everyone : ScoreVisibility.DirectorOnly);
}
