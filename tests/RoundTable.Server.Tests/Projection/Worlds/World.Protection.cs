using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>Who is kept safe from whom, and the words that are kept with them.</content>
internal sealed partial class World
{
    // Words that somebody wrote from whom they are kept: a guess, which only those read who read along (decision 0006).
    private readonly List<(string Word, PersonId By, SectionId? In)> _guesses = [];

    private Task<bool> ProtectAsync()
    {
        var people = Others.ToList();
        var safe = Any(people);
        var from = Any([.. people.Where(p => p != safe)]);
        var also = Some(people.Where(p => p != safe && p != from), 20);
        return ProtectAsync([safe], [from], also);
    }

    // Somebody who is not in the plan: only one worker knows who it was, and not the director (L2).
    private Task<bool> ProtectNotifierAsync()
    {
        var knows = Any([.. Others]);
        return ProtectAsync([], [.. Everybody.Where(p => p != knows)], []);
    }

    private async Task<bool> ProtectAsync(PersonId[] safe, PersonId[] from, PersonId[] also, string? standing = null)
    {
        Keeping keeping = null!;
        var id = ProtectionId.From(_book.Id("a protection relation", ForSetter, MustForSetter));
        keeping = new Keeping(id, safe, [.. from, .. also], []);
        for (var i = 0; i < 2; i++)
        {
            string word = null!;
            word = _book.Text("a protected word", (v, c) => MayRead(v, c, word), MustForSetter);
            keeping.Words.Add(word);
        }

        if (standing is not null)
            keeping.Words.Add(standing);

        var relation = new ProtectionRelation(
            id,
            safe,
            from,
            also,
            _book.Text("what is hidden", ForSetter, MustForSetter),
            keeping.Words,
            _book.Text("why somebody is protected", ForSetter, MustForSetter),
            Chance(50) ? Today.AddDays(8) : null);
        return await ProtectAsync(keeping, relation, [.. keeping.Words]);

        bool ForSetter(PersonId v, Channel c) => ForDirector(v, c) && !keeping.KeepsFrom(v);
        bool MustForSetter(PersonId v, Channel c) => InPlan(v, c) && v == _truth.Director && _truth.Keepings.Contains(keeping) && !keeping.KeepsFrom(v);
    }

    // Whoever is not kept from a word may read it wherever they read; in which text it stands is the text's own matter.
    private bool MayRead(PersonId v, Channel c, string word) =>
        _truth.IsIn(v) && c is not (Channel.Mail or Channel.Log) && _truth.Keepings.Where(k => k.Words.Contains(word)).All(k => MayRead(v, c, word, k));

    private bool MayRead(PersonId v, Channel c, string word, Keeping keeping) =>
        !(c == Channel.Emergency ? _truth.IsKeptInEmergency(v, keeping) : keeping.KeepsFrom(v))
            || (c == Channel.Emergency && !keeping.KeepsFrom(v) && IsOwnWord(v, word))
            || _guesses.Exists(g => g.Word == word && (g.By == v || (g.In is { } section && _truth.Reads(v, section) && IsReadAlong(v, c, word))));

    // Live, and in the minutes and the copy of whoever made the item in which somebody else guessed: it counts as their own there.
    private bool IsReadAlong(PersonId v, Channel c, string word) =>
        c is Channel.Section or Channel.History || (c is Channel.Minutes or Channel.Copy or Channel.Emergency && _items.Exists(i => i.Author == v && Marks.Folded(i.Text).Contains(word, StringComparison.Ordinal)));

    // Kept from somebody for whom they work, and not from themselves: in an emergency their own texts stay before their eyes.
    private bool IsOwnWord(PersonId v, string word) =>
        _items.Exists(i => i.Author == v && Marks.Folded(i.Text).Contains(word, StringComparison.Ordinal))
        || _deals.Exists(d => d.TextBy == v && Marks.Folded($"{d.Text}\n{d.Recurrence}").Contains(word, StringComparison.Ordinal));

    // Another alias, or out of sight altogether. Whom somebody knew they have met in documents and minutes: an id there tells nothing new.
    private async Task ShieldAsync()
    {
        var person = Any([.. Others]);
        PersonId[] shielded = Some(Others.Where(p => p != person), 30);
        PersonId[] hidden = Chance(50) ? Some(Others.Where(p => p != person), 20) : [];
        if (!await SetupAsync(new ShieldPerson(person, _people[person].AliasName, shielded, hidden)))
            return;
        var before = _truth[person];
        foreach (var other in Everybody.Where(p => _truth.Knows(p, person)))
            _truth.Known.Add((other, person));
        _truth.People[_truth.People.IndexOf(before)] = before with { HiddenFrom = hidden, ShieldedFrom = shielded };
        _people[person] = _people[person] with { ShieldedFrom = shielded, HiddenFrom = hidden };
        foreach (var (section, treatment) in _truth.Treatments.Where(t => t.Value.About == person))
            _truth.Readers[section].RemoveWhere(reader => reader != treatment.Keeper && hidden.Contains(reader));
        _tally.Add("people shielded later");
    }

    private async Task EndProtectionAsync()
    {
        var keeping = Any(_truth.Keepings);
        if (await SetupAsync(new EndProtection(keeping.Id, _book.Text("why protection ends", Book.Never))))
            _truth.Keepings.Remove(keeping);
    }

    /// <summary>A text with its own mark, and now and then a word that is kept from somebody, spelled in some way.</summary>
    private string Write(string mark, PersonId author, SectionId? section = null)
    {
        if (Chance(25) && _plain.Count > 0)
            return $"{mark} {Spelled(Plain(author, section))}";
        if (_truth.Keepings.Count == 0 || !Chance(30))
            return mark;
        var keeping = Any(_truth.Keepings);
        var guesses = keeping.KeepsFrom(author);
        if (guesses && !Chance(40))
            return mark;
        var word = Any(keeping.Words);
        if (guesses)
            _guesses.Add((word, author, section));
        return $"{mark} {Spelled(word)}";
    }

    private string Spelled(string word) => _random.Next(4) switch
    {
        0 => word.ToUpperInvariant(),
        1 => $"{word[..7]}-{word[7..]}",
        2 => string.Join(' ', word.ToCharArray()),
        _ => word,
    };
}
