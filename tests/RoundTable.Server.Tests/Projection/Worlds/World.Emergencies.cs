using RoundTable.Domain.Emergencies;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Grains.Plans;
using RoundTable.Server.Security;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>Somebody who is not let in comes in by emergency, reads what that opens, and is judged (G17).</content>
internal sealed partial class World
{
    // Who works for whom, and who endangers whom: an emergency is read through these eyes too.
    private async Task RelateAsync()
    {
        foreach (var worker in _truth.People.Where(p => p.Id != _truth.Director && Truth.IsOrganisation(p.Role)).Select(p => p.Id).ToList())
        {
            var client = Any([.. Others.Where(p => p != worker)]);
            if (Chance(70) && await RelateAsync(RelationKind.Serves, worker, client))
                _truth.Serves.Add((worker, client));
        }

        var (one, other) = (Any([.. Others]), Any([.. Others]));
        if (one != other && Chance(50) && await RelateAsync(RelationKind.SourceOfDanger, one, other))
            _truth.Dangers.Add((one, other));
    }

    private Task<bool> RelateAsync(RelationKind kind, PersonId of, PersonId to) => SetupAsync(new SetRelation(new Relation(
        RelationId.From(_book.Id("a relation of two people", ForDirector, (v, c) => InPlan(v, c) && v == _truth.Director)), kind, of, to, Today, null)));

    private async Task ComeInEmergencyAsync()
    {
        PersonId[] likely = [.. Others.Where(_truth.MayUseEmergency)];
        var person = likely.Length > 0 && Chance(85) ? Any(likely) : Any([.. Others]);
        Emergency use = null!;
        string reason = null!;
        var id = EmergencyId.From(_book.Id(
            "an emergency",
            (v, c) => IsOfEmergency(v, use) && c is Channel.Plan or Channel.Reply or Channel.Emergency,
            (v, c) => InPlan(v, c) && IsOfEmergency(v, use)));
        reason = Write(_book.Text(
            "why somebody used emergency access",
            (v, c) => IsOfEmergency(v, use) && c is Channel.Plan or Channel.Reply or Channel.Copy && (v == use.By || !_truth.IsKept(v, reason)),
            (v, c) => InPlan(v, c) && IsOfEmergency(v, use) && (v == use.By || !_truth.IsKept(v, reason))), person);
        use = new Emergency(id, person, Today);
        var runs = _truth.IsInEmergency(person);
        if (!await SetupAsync(person, new OpenEmergency(id, reason)))
        {
            if (_truth.MayUseEmergency(person) && !_truth.IsKept(_truth.Director, reason))
                Fail(new MissingException($"{person} did not get emergency access"));
            return;
        }

        if (!_truth.MayUseEmergency(person))
            Fail(new LeakException($"{person} got emergency access"));
        if (!runs)
            _truth.Emergencies.Add(use);
        await LogEmergencyAsync(person, nameof(OpenEmergency));
        _tally.Add("emergencies");
        await LookInEmergencyAsync(person);
    }

    private async Task JudgeAsync()
    {
        if (_truth.Emergencies.Where(e => !e.IsJudged).ToList() is not { Count: > 0 } open)
            return;
        var use = Any(open);
        string remark = null!;
        remark = Write(_book.Text(
            "what the judge said of an emergency",
            (v, c) => IsOfEmergency(v, use) && c is Channel.Plan or Channel.Reply or Channel.Copy && (v == _truth.Director || !_truth.IsKept(v, remark)),
            (v, c) => InPlan(v, c) && use.IsJudged && IsOfEmergency(v, use) && !_truth.IsKept(v, remark) && _remarks.Contains(remark)), _truth.Director);
        var judge = Chance(80) ? _truth.Director : Any([.. Everybody]);
        var verdict = Any<EmergencyVerdict>([.. Enum.GetValues<EmergencyVerdict>()]);
        if (!await SetupAsync(judge, new ReviewEmergency(use.Id, verdict, remark)))
            return;
        if (!_truth.MayJudge(judge, use))
            Fail(new LeakException($"{judge} judged an emergency"));
        use.IsJudged = true;
        use.IsMisuse = verdict == EmergencyVerdict.Misuse;
        _remarks.Add(remark);
        await LookInEmergencyAsync(use.By);
    }

    private readonly HashSet<string> _remarks = [];

    /// <summary>What the route of emergency access shows somebody: whole, or nothing.</summary>
    private async Task LookInEmergencyAsync(PersonId person)
    {
        var state = await ModesAsync();
        var items = await _stage.Get<CardReading>().ItemsAsync(state);
        var view = EmergencyProjection.For(state, items, person, _stage.Now);
        Expect(view is not null, _truth.IsInEmergency(person), $"{person} and the view of an emergency");
        if (view is null)
            return;
        await LogEmergencyAsync(person, nameof(EmergencyView));
        _viewers[person].LeftAsJson(Channel.Emergency, view);
        _looked.Add((person, Channel.Emergency));
        await CheckAsync();
    }

    // Where nobody types now, and so nobody hears of a reader.
    private async Task<FamilyPlan> ModesAsync()
    {
        var state = await StateAsync();
        _truth.Released.Clear();
        _truth.Released.UnionWith(state.Sections.Where(s => s.Mode == SectionMode.Released).Select(s => s.Id));
        return state;
    }

    private async Task LogEmergencyAsync(PersonId person, string what)
    {
        _accesses.Add((person, Today, AccessAction.Opened, AccessSubject.Plan, _plan.Value));
        await _stage.Get<AccessLog>().EmergencyAsync(As(person), _plan, what);
    }

    // That there was an emergency may be news of the other side.
    private void CheckEmergency(PersonId viewer, AccessLineView line)
    {
        if (!line.Emergency)
            return;
        if (!_truth.Emergencies.Exists(e => e.By == line.Person.Id))
            Fail(new LeakException($"{viewer} reads in the log of access of an emergency that was none"));
        if (viewer != line.Person.Id && viewer != _truth.Director && _truth.IsKeptFromSomething(viewer))
            Fail(new LeakException($"{viewer} reads in the log of access of an emergency of {line.Person.Id}"));
        _tally.Add("lines of emergencies");
    }

    private bool IsOfEmergency(PersonId v, Emergency? use) => use is not null && _truth.Emergencies.Contains(use) && (v == use.By || v == _truth.Director || _truth.MayJudge(v, use));

    private bool MayReadDealInEmergency(PersonId v, Deal deal)
    {
        var result = Heard(v, Channel.Emergency, deal, isResult: true);
        return _truth.ReadsInEmergency(v, deal.Audience) && !_truth.Treatments.ContainsKey(deal.Audience) && _deals.Contains(deal) && !IsKeptStep(v, deal) && _truth.KnowsInEmergency(v, deal.Owner)
            && !_truth.IsKeptInEmergency(
                v,
                deal.TextBy == v ? null : deal.Text,
                deal.TextBy == v ? null : deal.Recurrence,
                deal.Owner == v ? null : Words(v, Channel.Emergency, Heard(v, Channel.Emergency, deal, isResult: false)),
                result?.By == v ? null : Words(v, Channel.Emergency, result));
    }

    private async Task<bool> SetupAsync(PersonId person, PlanSetup setup) =>
        Told(person, await Plan.CallAsync(p => p.SetupAsync(As(person), Operation(), setup)));
}
