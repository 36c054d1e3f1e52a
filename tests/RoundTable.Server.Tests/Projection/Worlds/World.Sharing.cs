using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>Consents, grounds, and a child's own words.</content>
internal sealed partial class World
{
    private readonly List<Voice> _voices = [];

    private async Task AskAsync()
    {
        var kind = Any(Enum.GetValues<ConsentKind>());
        var people = Everybody.ToList();
        PersonId[] about = [Any([.. Others])];
        var givers = people;
        DataCategory[] categories = [Any<DataCategory>([DataCategory.Safety, DataCategory.Agreements, DataCategory.Attendance]), .. Some([DataCategory.Safety, DataCategory.Agreements, DataCategory.School, DataCategory.Treatment], 40)];
        categories = [.. categories.Distinct()];
        Asked asked = null!;
        var id = ConsentId.From(_book.Id("a consent", (v, c) => MayReadConsent(v, c, asked), (v, c) => InPlan(v, c) && MayReadConsent(v, c, asked)));
        string purpose = null!;
        purpose = Write(_book.Text("the purpose of a consent", (v, c) => MayReadOf(v, c, asked, purpose), (v, c) => InPlan(v, c) && MayReadOf(v, c, asked, purpose)), _truth.Director);
        var restrictions = _book.Text("what a consent leaves out", (v, c) => MayReadConsent(v, c, asked));
        PersonId[] to = [Any([.. people.Where(p => Truth.IsOrganisation(_truth[p].Role)).DefaultIfEmpty(Any(givers))])];
        asked = new Asked(id, kind is ConsentKind.LiftSecrecy or ConsentKind.ShareData, about, to, [purpose, restrictions], categories, Today, Today.AddDays(Chance(30) ? 9 : 200)) { By = _truth.Director };
        if (await SetupAsync(new AskConsent(new Consent(
                id, kind, about, to, categories, purpose, restrictions, asked.From, asked.Until, 1, [], null, null))))
            _truth.Consents.Add(asked);
    }

    // Who directs since reads no word of before that is kept from them.
    private bool MayReadOf(PersonId v, Channel c, Asked? asked, string text) => MayReadConsent(v, c, asked) && (asked!.By == v || !_truth.IsKept(v, text));

    private bool MayReadConsent(PersonId v, Channel c, Asked? asked) =>
        asked is not null && c is Channel.Plan or Channel.Reply or Channel.Copy && _truth.Consents.Contains(asked!) && _truth.SeesConsent(v, asked!);

    private async Task GiveAsync()
    {
        if (_truth.Consents.Count == 0)
            return;
        var consent = Any(_truth.Consents);
        var giver = Chance(80) && _truth.Givers(consent) is { Count: > 0 } givers ? Any(givers) : Any([.. Everybody]);
        if (Chance(30) ? await SetupAsync(new RecordConsent(consent.Id, giver, ConsentMedium.Paper, null)) : await DoAsync(giver, new GiveConsent(consent.Id)))
            consent.Given.Add(giver);
    }

    private async Task WithdrawAsync()
    {
        if (_truth.Consents.Count > 0 && Any(_truth.Consents) is var consent && await DoAsync(Any([.. Everybody]), new WithdrawConsent(consent.Id)))
            consent.Withdrawn = true;
    }

    private async Task UseGroundAsync()
    {
        var person = Any([.. Everybody]);
        if (!Truth.IsOrganisation(_truth[person].Role))
            return;
        var ground = NewGround(person);
        if (await SetupAsync(new UseLegalBasis(ground)))
            _truth.Grounds.Add((ground.Id, person, ground.From, ground.Until, ground.Categories));
    }

    private async Task WriteAsChildAsync()
    {
        var children = _truth.People.Where(p => p.Role == PersonRole.Child).ToList();
        var child = Any(children).Id;
        var voice = _voices.Find(w => w.Child == child && Chance(60));
        var isNew = voice is null;
        if (voice is null)
        {
            voice = new Voice(child);
            voice.Id = ChildWordsId.From(_book.Id("words of a child", (v, c) => MayHear(v, c, voice) || IsFirst(v, c, voice), (v, c) => InPlan(v, c) && MayHear(v, c, voice)));
        }

        string text = null!;
        text = Write(_book.Text("words of a child", (v, c) => voice.Text == text && MayHear(v, c, voice), (v, c) => InPlan(v, c) && voice.Text == text && MayHear(v, c, voice)), child);
        if (!await DoAsync(child, new WriteChildWords(voice.Id, ChildWordsKind.Statement, text, Chance(50))))
            return;
        voice.Text = text;
        voice.ReleasedTo = [];
        if (isNew)
            _voices.Add(voice);
    }

    // Somebody tries to hold the pen of a child: the words are the child's, and not the helper's own.
    private async Task WriteWithChildAsync()
    {
        var child = Any(_truth.People.Where(p => p.Role == PersonRole.Child).ToList()).Id;
        var helper = Chance(60) ? _truth.Director : Any([.. Everybody]);
        var voice = new Voice(child);
        voice.Id = ChildWordsId.From(_book.Id("words of a child", (v, c) => MayHear(v, c, voice) || IsFirst(v, c, voice), (v, c) => InPlan(v, c) && MayHear(v, c, voice)));
        string text = null!;
        // From its twelfth birthday on the child may write over it.
        text = Write(_book.Text("words of a child", (v, c) => voice.Text == text && MayHear(v, c, voice), (v, c) => InPlan(v, c) && voice.Text == text && MayHear(v, c, voice)), helper);
        voice.Text = text;
        WroteDown(child, text);
        voice.ReleasedTo = Some(Everybody.Where(p => p != child && _truth.Knows(child, p) && _truth.Knows(helper, p)), 35);
        if (!await DoAsync(helper, new WriteWithChild(voice.Id, child, ChildWordsKind.HouseOfWorries, voice.Text, Chance(50), voice.ReleasedTo)))
            return;
        if (!_truth.MayHelp(helper, child))
            Fail(new LeakException($"{helper} wrote in the name of {child}"));
        _voices.Add(voice);
        _tally.Add("words written with a child");
    }

    // What somebody writes down for a child is the child's own: it stays before its eyes too (decision 0006).
    private void WroteDown(PersonId child, string text)
    {
        var folded = Marks.Folded(text);
        _written.AddRange(_plain.Where(word => folded.Contains(word, StringComparison.Ordinal)).Select(word => (word, child, default(SectionId?))));
        _guesses.AddRange(_truth.Keepings.Where(k => k.KeepsFrom(child)).SelectMany(k => k.Words).Where(word => folded.Contains(word, StringComparison.Ordinal)).Select(word => (word, child, default(SectionId?))));
    }

    private async Task LetReadAsync()
    {
        if (_voices.Count == 0)
            return;
        var voice = Any(_voices);
        PersonId[] to = Some(Everybody.Where(p => p != voice.Child), 35);
        if (await DoAsync(voice.Child, new ReleaseChildWords(voice.Id, to)))
            voice.ReleasedTo = to;
    }

    // At the table it is said which words come first, where everybody of the room who comes in by themselves reads them, and a child
    // under 12 may hear them (BR-24); not what they say.
    private bool IsFirst(PersonId v, Channel c, Voice voice) => c == Channel.Meeting && MayHear(v, Channel.Plan, voice)
        && _truth.EverPlanned.SelectMany(s => s.RoomsOf(v)).Any(room => room.People.All(p => IsFor(p, voice) || !(_truth.TakesPart(p) || _truth.IsYoung(p))));

    private bool MayHear(PersonId v, Channel c, Voice voice) => _voices.Contains(voice) && (c == Channel.Minutes ? _truth.IsInvited(v) : c is Channel.Plan or Channel.Reply or Channel.Copy && _truth.TakesPart(v))
        && IsFor(v, voice);

    private bool IsFor(PersonId v, Voice voice) =>
        v == voice.Child || (voice.ReleasedTo.Contains(v) && _truth.Knows(v, voice.Child) && !_truth.IsKept(v, voice.Text));

    private sealed record Voice(PersonId Child)
    {
        public ChildWordsId Id { get; set; }

        public string Text { get; set; } = "";

        public IReadOnlyList<PersonId> ReleasedTo { get; set; } = [];
    }
}
