using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>In some families emergency steps are made, somebody turns out to be a danger, and legal bases are stopped.</content>
internal sealed partial class World
{
    private const int OneInMakesSteps = 4;

    private bool MakesSteps => _seed % OneInMakesSteps == 3;

    private Task MakeStepsAsync() => _random.Next(6) switch
    {
        0 => EndangerAsync(),
        1 => StopGroundAsync(),
        _ => ProposeAsync(CommitmentKind.EmergencyStep),
    };

    // Whoever words it proposes it, for those who see the step: the others see no new words either.
    private void CheckStep(Deal deal, PersonId by)
    {
        if (!deal.IsStep)
            return;
        foreach (var reader in _truth.Readers[deal.Audience])
        {
            var sees = deal.Version == 1 || !_truth.IsKeptFromStep(reader, deal.Owner, deal.By, deal.Audience);
            if (sees && _truth.IsKeptFromStep(reader, deal.Owner, by, deal.Audience))
                Fail(new LeakException($"an emergency step was made where {reader} reads"));
        }

        _tally.Add("emergency steps");
    }

    private bool IsKeptStep(PersonId v, Deal deal) => deal.IsStep && _truth.IsKeptFromStep(v, deal.Owner, deal.By, deal.Audience);

    private async Task EndangerAsync()
    {
        var (one, other) = (Any([.. Others]), Any([.. Others]));
        if (one == other || !await RelateAsync(RelationKind.SourceOfDanger, one, other))
            return;
        _truth.Dangers.Add((one, other));
        await Plan.CallAsync(p => p.BeginDayAsync());
        _tally.Add("steps that are kept from somebody", _deals.Count(d => Everybody.Any(p => IsKeptStep(p, d))));
    }

    private async Task StopGroundAsync()
    {
        if ((await StateAsync()).LegalBases.Where(b => b.EndedOn is null).ToList() is not { Count: > 0 } running)
            return;
        var stopped = Any<LegalBasisUse>(running);
        if (!await SetupAsync(new EndLegalBasis(stopped.Id, _book.Text("why a legal basis ended", Book.Never))))
            return;
        _truth.Grounds.RemoveAll(g => g.Id == stopped.Id);
        _tally.Add("legal bases stopped");
    }
}
