using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>What people say to their minutes: the director reads it, and nobody else.</content>
internal sealed partial class World
{
    /// <summary>Some who got minutes react to them.</summary>
    public async Task ReactAsync()
    {
        foreach (var minutes in (await StateAsync()).Minutes)
        {
            foreach (var person in Some(Everybody, 40))
                await ReactAsync(person, minutes.Id);
        }
    }

    private async Task ReactAsync(PersonId person, MinutesId minutes)
    {
        string text = null!;
        text = Write(_book.Text(
            "a reaction to minutes",
            (v, c) => _reactions.Contains(text) && (v == person || v == _truth.Director) && c is Channel.Minutes or Channel.Copy && (v == person || !_truth.IsKept(v, text)),
            (v, c) => _reactions.Contains(text) && (v == person || (v == _truth.Director && _truth.IsInvited(v))) && c == Channel.Minutes && !_truth.IsKept(v, text)), person);
        if (!await DoAsync(person, new ReactToMinutes(minutes, text)))
            return;
        if (!_truth.IsInvited(person))
            Fail(new LeakException($"{person} reacted to minutes of others"));
        _reactions.Add(text);
    }

    private readonly HashSet<string> _reactions = [];
}
