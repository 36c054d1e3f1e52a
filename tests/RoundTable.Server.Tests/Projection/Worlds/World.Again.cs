using RoundTable.Domain.Ids;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>A second meeting of the same plan, with other people: its minutes are theirs, and those of the first stay with the first.</content>
internal sealed partial class World
{
    private const int OneInMeetsAgain = 5;

    /// <summary>After the minutes of the first are out: writes, meets again and closes.</summary>
    public async Task MeetAgainAsync()
    {
        if (_seed % OneInMeetsAgain != 2 || _meeting is null || !_truth.IsClosed)
            return;
        _truth.Today = Today;
        await CheckAsync();
        Freeze(_truth.Sittings[^1]);
        await MeetAsync();
        Func<Task>[] steps = [TypeAsync, ProposeAsync, TypeAsync, AnswerAsync, EditAsync, AnswerAsync, TypeAsync];
        foreach (var step in steps)
        {
            await CheckAsync();
            await step();
        }

        await CheckAsync();
        await CloseAsync();
        _tally.Add("second meetings");
    }

    // What stands in minutes that were sent is said now, while things are as they were; and what was held during the meeting is told.
    private void Freeze(Sitting sitting)
    {
        foreach (var person in Everybody)
            sitting.Sent[person] = [.. Enumerable.Range(0, _book.Secrets.Count).Where(number => sitting.IsInvited(person) && _book[number].May(person, Channel.Minutes))];
        TellWhatWasHeld();
    }

    // Minutes hold what they held; with today's eyes for what is kept from their reader since.
    private bool MayInMinutes(int number, PersonId person) => (_truth.IsClosed && _truth.IsInvited(person) && _book[number].May(person, Channel.Minutes))
        || (_truth.Sittings.Count < 2 && _book[number].May(person, Channel.Minutes))
        || (_truth.Sittings.Any(s => s.Sent.GetValueOrDefault(person)?.Contains(number) == true)
            && (!_truth.IsKept(person, _book.MarkOf(number)) || _book[number].May(person, Channel.Minutes)));

    // Of which meetings somebody may read a line in the log of access.
    private IEnumerable<Sitting> SittingsOf(Domain.Words.AccessSubject what, string id) =>
        _truth.EverPlanned.Where(s => what != Domain.Words.AccessSubject.Meeting || id == s.Id.Value || id == _plan.Value);
}
