using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>A word becomes protected that people have written for weeks (decision 0026).</content>
internal sealed partial class World
{
    // Words that nobody is kept from, and who wrote them where.
    private readonly List<string> _plain = [];
    private readonly List<(string Word, PersonId By, SectionId? In)> _written = [];
    private readonly Dictionary<Keeping, ProtectionRelation> _relations = [];

    private void ThinkOfWords()
    {
        for (var i = 0; i < 2; i++)
        {
            string word = null!;
            word = _book.Text("a word that is protected later", (v, c) => MayRead(v, c, word));
            _plain.Add(word);
        }
    }

    private string Plain(PersonId author, SectionId? section)
    {
        var word = Any(_plain);
        _written.Add((word, author, section));
        return word;
    }

    /// <summary>After the minutes were sent: they stay as they are stored, and are shown without the word.</summary>
    public async Task ProtectAfterwardsAsync()
    {
        await CheckAsync();
        if (!Chance(60))
            return;
        await ProtectLateAsync();
        await CheckAsync();
    }

    private async Task ProtectLateAsync()
    {
        if (_plain.Count == 0)
            return;
        var word = Any(_plain);
        if (Chance(30) && _truth.Keepings.Count > 0)
        {
            var keeping = Any(_truth.Keepings);
            await ProtectAsync(keeping, _relations[keeping] with { ProtectedWords = [.. keeping.Words, word] }, [word]);
            return;
        }

        var people = Chance(30) ? Everybody.ToList() : [.. Others];
        PersonId[] from = Some(people, 40);
        PersonId[] safe = Some(people.Except(from), 20);
        if (from.Length > 0)
            await ProtectAsync(safe, from, [], word);
    }

    private async Task<bool> ProtectAsync(Keeping keeping, ProtectionRelation relation, string[] fresh)
    {
        var before = await StateAsync();
        if (!await SetupAsync(new SetProtection(relation)))
            return false;
        _relations[keeping] = relation;
        keeping.Words.AddRange(fresh.Except(keeping.Words));
        if (!_truth.Keepings.Contains(keeping))
            _truth.Keepings.Add(keeping);
        if (fresh.Any(_plain.Remove))
            _tally.Add("late protections");

        // What they wrote themselves, from whom it is kept now, is a guess from now on.
        _guesses.AddRange(_written.Where(w => fresh.Contains(w.Word) && keeping.KeepsFrom(w.By)));
        Withhold(keeping, before, await StateAsync());
        return true;
    }

    // Items go whole to all the other readers. The ids of the new parts are the server's; what is in them, and for whom, is said here.
    private void Withhold(Keeping keeping, FamilyPlan before, FamilyPlan after)
    {
        foreach (var (section, readers) in _truth.Readers.ToList())
        {
            PersonId[] from = [.. readers.Where(keeping.KeepsFrom)];
            var items = _items.Where(item => from.Length > 0 && item.In.Contains(section) && IsWithheld(item, section, keeping)).ToList();
            var found = after.Withholdings.Skip(before.Withholdings.Count).Where(w => w.Section == section).ToList();
            if (items.Count == 0 != (found.Count == 0))
                Fail(found.Count == 0 ? new LeakException("words stayed where some read who are kept from them now") : new MissingException("a section was taken apart without need"));
            if (items.Count == 0)
                continue;
            _tally.Add("items withheld", items.Count);
            if (_truth.Treatments.ContainsKey(section))
            {
                readers.ExceptWith(from);
                continue;
            }

            var into = found.Single().Into!.Value;
            if (found.Single().Items.Count != items.Count)
                Fail(new MissingException($"{found.Single().Items.Count} items were withheld, and not {items.Count}"));
            _truth.Readers[into] = [.. readers.Except(from)];
            _truth.Apart.Add(into);
            _truth.ApartOf[into] = section;
            if (section == _truth.Circle || _truth.Sides.Contains(section))
                _truth.Sides.Add(into);
            if (_truth.Categories.TryGetValue(section, out var categories))
                _truth.Categories[into] = categories;
            foreach (var item in items)
                item.GoesApart(section, into);
        }
    }

    private static bool IsWithheld(Item item, SectionId section, Keeping keeping)
    {
        var text = Marks.Folded(item.Text);
        return keeping.Words.Exists(word => text.Contains(word, StringComparison.Ordinal)) && !item.Writers[section].All(w => w is { } writer && keeping.KeepsFrom(writer));
    }

    private bool MayHearOfApart(PersonId person, Channel channel, SectionId section) => channel == Channel.Emergency
        ? _truth.ReadsInEmergency(person, section)
        : channel is not (Channel.Minutes or Channel.Mail) && _truth.Reads(person, section);
}
