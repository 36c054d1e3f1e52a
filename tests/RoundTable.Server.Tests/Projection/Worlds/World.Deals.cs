using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>Commitments, with answers that stay in the room where they are given until the meeting ends.</content>
internal sealed partial class World
{
    private readonly List<Deal> _deals = [];

    private Task ProposeAsync() => ProposeAsync(CommitmentKind.Action);

    private async Task ProposeAsync(CommitmentKind kind)
    {
        var section = Any([.. _truth.Readers.Keys]);
        var readers = _truth.Readers[section].ToList();
        var actor = Any(readers);
        var deal = new Deal(section, Any(readers)) { TextBy = actor, By = actor, IsStep = kind == CommitmentKind.EmergencyStep };
        deal.Id = CommitmentId.From(_book.Id("a commitment", (v, c) => c != Channel.Minutes && MayReadDeal(v, c, deal), (v, c) => InPlan(v, c) && MayReadDeal(v, c, deal)));
        var (text, recurrence) = Wording(deal, actor);
        var checker = Any(readers);
        if (!await DoAsync(actor, new ProposeCommitment(deal.Id, text, deal.Owner, checker, kind, Today.AddDays(7), recurrence, section)))
            return;
        deal.Checker = checker;
        deal.Text = text;
        deal.Recurrence = recurrence;
        _deals.Add(deal);
        CheckStep(deal, actor);
    }

    private async Task RewordAsync()
    {
        if (_deals.Count == 0)
            return;
        var deal = Any(_deals);
        var actor = Any([.. _truth.Readers[deal.Audience]]);
        var (text, recurrence) = Wording(deal, actor);
        var checker = Any([.. _truth.Readers[deal.Audience]]);
        if (!await DoAsync(actor, new RewordCommitment(deal.Id, deal.Version, text, checker, Today.AddDays(8), recurrence)))
            return;
        deal.Version++;
        (deal.Text, deal.Recurrence, deal.TextBy, deal.Checker) = (text, recurrence, actor, checker);
        deal.Said.Clear();
        CheckStep(deal, actor);
    }

    private async Task AnswerAsync()
    {
        if (_deals.Count == 0)
            return;
        var deal = Any(_deals);
        var room = _truth.Rooms.Count > 0 && !_truth.IsClosed && Chance(60) ? Any([.. _truth.Rooms.Keys]) : default(RoomId?);
        var isResult = deal.Said.LastOrDefault() is { } before && (before.IsResult || before.Agrees) && Chance(50);
        var by = !isResult ? deal.Owner : deal.Said.Count % 2 == 1 ? deal.Checker : _truth.Director;
        string text = null!;
        text = Write(_book.Text(
            isResult ? "a word with a result" : "a remark with an answer",
            (v, c) => ((IsOfAnother(v, c, deal, text) || Words(v, c, Heard(v, c, deal, isResult)) == text) && MayReadDeal(v, c, deal)) || LooksBack(v, c, deal, r => Words(v, c, r.Result) == text)), by);
        var said = new Said(
            by, room, [.. _truth.RoomsOf(by)], _meeting is not null && !_truth.IsClosed, isResult, isResult || Chance(60), text, [.. Everybody.Where(p => _truth.AreApart(p, by))]);
        if (!await DoAsync(by, isResult
                ? new RecordResult(deal.Id, CommitmentStatus.Kept, text, room, deal.Version)
                : new AnswerCommitment(deal.Id, deal.Version, said.Agrees ? CommitmentAnswer.Agree : CommitmentAnswer.Disagree, text, room)))
            return;
        deal.Said.Add(said);
        if (!isResult)
            return;
        deal.Results.RemoveAll(r => r.Version == deal.Version);
        deal.Results.Add(new DealResult(deal.Version, deal.Text, deal.Recurrence, deal.TextBy, said));
    }

    // Minutes look back on each result once, for everybody who gets them.
    private void HaveLookedBack()
    {
        foreach (var person in Everybody.Where(_truth.IsInvited))
        {
            foreach (var result in _deals.SelectMany(d => d.Results))
                result.ToldIn.TryAdd(person, _meeting!.Value);
        }
    }

    private (string Text, string? Recurrence) Wording(Deal deal, PersonId author)
    {
        string text = null!;
        string? recurrence = null;
        text = Write(_book.Text("a commitment", (v, c) => (deal.Text == text && MayReadDeal(v, c, deal)) || LooksBack(v, c, deal, r => r.Text == text), (v, c) => InPlan(v, c) && deal.Text == text && MayReadDeal(v, c, deal)), author);
        if (Chance(40))
            recurrence = _book.Text("how often", (v, c) => (deal.Recurrence == recurrence && MayReadDeal(v, c, deal)) || LooksBack(v, c, deal, r => r.Recurrence == recurrence));
        return (text, recurrence);
    }

    private bool MayReadDeal(PersonId v, Channel c, Deal deal)
    {
        if (c == Channel.Emergency)
            return MayReadDealInEmergency(v, deal);
        if (!ReadsDeal(v, c, deal) || (IsKeptStep(v, deal) && !(c == Channel.Minutes && deal.TextBy == v)))
            return false;
        var result = Heard(v, c, deal, isResult: true);
        return !_truth.IsKept(
            v,
            deal.TextBy == v ? null : deal.Text,
            deal.TextBy == v ? null : deal.Recurrence,
            deal.Owner == v ? null : Words(v, c, Heard(v, c, deal, isResult: false)),
            result?.By == v ? null : Words(v, c, result));
    }

    private bool ReadsDeal(PersonId v, Channel c, Deal deal) => _deals.Contains(deal) && _truth.Knows(v, deal.Owner) && (c == Channel.Minutes
        ? _truth.IsInvited(v) && _truth.ReadsInMinutes(v, deal.Audience, DataCategory.Agreements)
        : c is Channel.Plan or Channel.Reply or Channel.Copy && _truth.ReadsDeals(v, deal.Audience));

    // Of words that were changed since, and of what is over, in the first minutes after it.
    private bool LooksBack(PersonId v, Channel c, Deal deal, Func<DealResult, bool> says) =>
        c == Channel.Minutes && ReadsDeal(v, c, deal) && deal.Results.Exists(r => says(r) && (!IsKeptStep(v, deal) || r.TextBy == v)
            && (!r.ToldIn.TryGetValue(v, out var told) || told == _meeting)
            && !_truth.IsKept(v, r.TextBy == v ? null : r.Text, r.TextBy == v ? null : r.Recurrence, r.Result.By == v ? null : Words(v, c, r.Result)));

    // What somebody else may hear so far, in the copy that the director takes for them: older than what the director knows.
    private bool IsOfAnother(PersonId v, Channel c, Deal deal, string text) =>
        c == Channel.Copy && v == _truth.Director && deal.Said.Exists(a => a.Remark == text);

    // The last answer, or result, of what somebody may hear: all of it for the director, and for everybody when the meeting has ended.
    private Said? Heard(PersonId v, Channel c, Deal deal, bool isResult) => deal.Said.FindLast(a => a.IsResult == isResult
        && (!a.IsHeld || c == Channel.Minutes || v == _truth.Director || v == a.By || _truth.Hears(v, a.Seats, a.Room)));

    // Whoever must not meet another, or must not when it was said, reads what they answered, and none of their words.
    private string? Words(PersonId v, Channel c, Said? said) => said is not { } heard ? null
        : v != (c == Channel.Minutes ? _truth.DirectorThen ?? _truth.Director : _truth.Director) && heard.ApartThen.Contains(v) ? null
        : c == Channel.Emergency ? (_truth.AreApartInEmergency(v, heard.By) ? null : heard.Remark)
        : c == Channel.Minutes ? (v != (_truth.DirectorThen ?? _truth.Director) && (_truth.WereApart(v, heard.By) || _truth.AreApart(v, heard.By)) ? null : heard.Remark)
        : v != _truth.Director && _truth.AreApart(v, heard.By) ? null : heard.Remark;

    private sealed record Deal(SectionId Audience, PersonId Owner)
    {
        public CommitmentId Id { get; set; }

        public string Text { get; set; } = "";

        public string? Recurrence { get; set; }

        public PersonId TextBy { get; set; }

        public PersonId Checker { get; set; }

        public PersonId By { get; init; }

        public bool IsStep { get; init; }

        public int Version { get; set; } = 1;

        /// <summary>What was said to the words of now.</summary>
        public List<Said> Said { get; } = [];

        /// <summary>The last result on each wording.</summary>
        public List<DealResult> Results { get; } = [];
    }

    private sealed record Said(PersonId By, RoomId? Room, IReadOnlyList<SeatsOfRoom> Seats, bool IsHeld, bool IsResult, bool Agrees, string Remark, IReadOnlyList<PersonId> ApartThen);

    private sealed record DealResult(int Version, string Text, string? Recurrence, PersonId TextBy, Said Result)
    {
        /// <summary>In the minutes of which meeting each person reads it.</summary>
        public Dictionary<PersonId, MeetingId> ToldIn { get; } = [];
    }
}
