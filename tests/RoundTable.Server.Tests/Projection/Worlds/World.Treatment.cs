using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>Treatment content comes in, and is read by whom its professional names.</content>
internal sealed partial class World
{
    private async Task ShareTreatmentAsync()
    {
        if (_truth.Treatments.Count > 0 && Chance(40))
        {
            await TypeAsync(Any([.. _truth.Treatments.Keys]));
            return;
        }

        if (_truth.Serves.Count == 0)
            return;
        var (worker, about) = Any(_truth.Serves);
        var keeper = Chance(85) ? worker : Any([.. Others]);
        if (keeper == about)
            return;
        PersonId[] readers = Some(Everybody.Where(p => p != keeper), 35);
        var share = new ShareTreatment(about, readers, Chance(60));
        if (!await DoAsync(keeper, share))
            return;
        var section = SectionTreatment.Find(await StateAsync(), keeper, about)!.Id;
        if (!_truth.Treats(keeper, about))
        {
            // Who does so no longer only takes readers away.
            if (!_truth.Treatments.TryGetValue(section, out var before) || !readers.All(_truth.Readers[section].Contains) || (share.InMinutes && !before.InMinutes))
                Fail(new LeakException($"{keeper} let in treatment of {about}"));
            _truth.Readers[section].IntersectWith([keeper, _truth.Director, .. readers]);
            _truth.Treatments[section] = new Treatment(keeper, about, share.InMinutes);
            return;
        }

        _truth.Readers[section] = [keeper, _truth.Director, .. readers];
        _truth.Treatments[section] = new Treatment(keeper, about, share.InMinutes);
        _truth.Categories[section] = [DataCategory.Treatment];
        _tally.Add("treatment shared");
        await TypeAsync(section);
    }

    // Its id has no mark, since it is not chosen.
    private bool MayHearOfTreatment(PersonId person, Channel channel, SectionId section) =>
        channel is not (Channel.Minutes or Channel.Mail or Channel.Emergency or Channel.CopyFile or Channel.Copy) && _truth.IsIn(person) && _truth.Reads(person, section);
}
