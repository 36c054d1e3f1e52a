using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains.Sections;
using RoundTable.Yjs;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>What is typed in sections, crosses over, and is taken away again.</content>
internal sealed partial class World
{
    private static readonly string[] Columns = ["harm", "danger", "strength", "existingSafety"];
    private readonly List<Item> _items = [];

    private SectionKey Key(SectionId section) => new(_plan, section);

    /// <summary>Somebody's open section; null for somebody who is not let in.</summary>
    private async Task<Seat?> SitAsync(PersonId person, SectionId section)
    {
        if (_seats.TryGetValue((person, section), out var known) && !known.IsOver)
        {
            known.ReadOn();
            return known;
        }

        if (known is not null)
            await known.LeaveAsync();
        var seat = new Seat(_viewers[person], Sections, As(person), Key(section), ++_client) { KeepsPresence = _stage is PartsOfServer };
        var opened = await seat.OpenAsync();
        if (opened != _truth.Reads(person, section))
            Fail(opened ? new LeakException($"{person} opened a section of others") : new MissingException($"{person} did not get a section of their own"));
        if (!opened)
            return null;
        await LogAsync(person, AccessSubject.Section, section.Value);
        _seats[(person, section)] = seat;
        return seat;
    }

    private async Task<Section?> LiveSectionAsync()
    {
        var live = (await StateAsync()).Sections.Where(s => s.Mode == SectionMode.Live).ToList();
        return live.Count == 0 ? null : Any(live);
    }

    private List<PersonId> WritersOf(SectionId section) => [.. Everybody.Where(p => _truth.Writes(p, section))];

    private async Task TypeAsync()
    {
        if (await LiveSectionAsync() is { } section)
            await TypeAsync(section.Id);
    }

    private async Task TypeAsync(SectionId section)
    {
        if (WritersOf(section) is not { Count: > 0 } writers)
            return;
        var author = Any(writers);
        if (await SitAsync(author, section) is not { } seat)
            return;
        var item = new Item(author) { Column = Any(Columns) };
        var id = _book.Id("an item", (v, c) => c is Channel.Section or Channel.Presence or Channel.History && item.Ever.Any(s => _truth.Reads(v, s)));
        item.Id = ItemId.From($"i-{id}");
        var piece = NewPiece(item);
        var text = Write(piece.Mark, author, section);
        var known = Everybody.Where(p => _truth.Knows(author, p)).ToList();
        item.Speaker = Chance(50) ? Any(known) : null;
        if (await seat.TypeAsync(items => items.Set(item.Id.Value, Made(item, text))))
        {
            item.In.Add(section);
            item.Ever.Add(section);
            item.Text = text;
            item.Writers[section] = [author];
            (piece.By, piece.Text) = (author, text);
            _items.Add(item);
        }
    }

    private static YMap Made(Item made, string text)
    {
        var item = new YMap();
        item.Set("column", made.Column);
        item.Set("kind", "fact");
        item.Set("speaker", made.Speaker?.Value ?? "");
        item.Set("order", 1);
        item.Set("status", "onTable");
        item.Set("text", new YText(text));
        return item;
    }

    // Piece by piece or at once, behind what stands there; or all of it goes.
    private async Task EditAsync()
    {
        if (PickItem() is not var (item, section) || (await StateAsync()).Section(section)!.Mode != SectionMode.Live)
            return;
        if (WritersOf(section) is not { Count: > 0 } writers)
            return;
        var author = Any(writers);
        if (await SitAsync(author, section) is not { } seat)
            return;
        await CheckAsync();
        if (item.Text.Length > 0 && Chance(25))
        {
            if (await seat.TypeAsync(items => TextOf(items, item).Delete(0, TextOf(items, item).Length)))
            {
                item.Pieces.ForEach(p => p.IsGone = true);
                item.Text = "";
                item.Writers[section].Clear();
            }

            return;
        }

        var piece = NewPiece(item);
        var text = $" {Write(piece.Mark, author, section)}";
        var parts = Chance(50) ? [text] : new[] { text[..^3], text[^3..] };
        foreach (var part in parts)
        {
            if (!await seat.TypeAsync(items => TextOf(items, item).Insert(TextOf(items, item).Length, part)))
                return;
            item.Text += part;
            item.Writers[section].Add(author);
            (piece.By, piece.Text) = (author, piece.Text + part);
        }
    }

    private static YText TextOf(YMap items, Item item) => (YText)((YMap)items.Get(item.Id.Value)!).Get("text")!;

    private async Task MoveAboutAsync()
    {
        if (PickItem() is not var (item, section) || (await StateAsync()).Section(section)!.Mode != SectionMode.Live)
            return;
        if (WritersOf(section) is { Count: > 0 } writers && await SitAsync(Any(writers), section) is { } seat)
            await seat.MoveAsync(item.Id, Chance(50));
    }

    // The director lets an item cross over, or whose it is moves it.
    private async Task ReleaseAsync()
    {
        if (PickItem() is not var (item, source))
            return;
        var target = Any([.. _truth.Readers.Keys]);
        var actor = Chance(70) ? _truth.Director : item.Author;
        var state = await StateAsync();
        var moves = state.Section(source)!.Mode == SectionMode.Live && state.Section(target)!.Mode == SectionMode.Live;
        var refusal = await _stage.Get<ItemRelease>().ReleaseAsync(As(actor), _plan, source, item.Id, target);
        if (!Told(actor, refusal))
            return;
        if (_truth.Treatments.ContainsKey(source))
            Fail(new LeakException("treatment content left the hands of its professional"));
        item.IsPicked = true;
        if (moves)
            item.In.Remove(source);

        // Who guessed takes their guess along, as they could type it there (decision 0006).
        if (moves)
            _guesses.AddRange([.. _guesses.Where(g => g.By == actor && g.In == source && Marks.Folded(item.Text).Contains(g.Word, StringComparison.Ordinal)).Select(g => (g.Word, g.By, (SectionId?)target))]);
        item.In.Add(target);
        item.Ever.Add(target);
        item.Withdrawn.Add(source);
        item.Writers[target] = [null];
        if (moves)
            _written.AddRange([.. _written.Where(w => w.By == actor && w.In == source && Marks.Folded(item.Text).Contains(w.Word, StringComparison.Ordinal)).Select(w => (w.Word, w.By, (SectionId?)target))]);
        _tally.Add(moves ? "items moved" : "items released");
    }

    private async Task ChangeAudienceAsync()
    {
        var section = Any([.. _truth.Readers.Keys]);
        PersonId[] audience = [_truth.Director, .. Some(Others, 50)];
        DataCategory[]? categories = _truth.Categories.ContainsKey(section) && Chance(50) ? [Any([DataCategory.Safety, DataCategory.School, DataCategory.Money])] : null;
        var change = new ChangeSection(section, SectionMode.Live, audience, categories);
        if (!await SetupAsync(change) && !await SetupAsync(change with { Mode = SectionMode.Released }))
            return;
        _truth.Narrow(section, [.. _truth.Readers[section].Except(audience)]);
        _truth.Readers[section] = [.. audience];
        if (categories is null)
            return;
        _truth.Relabel(section, categories);
        _tally.Add("sections with other data");
    }

    private (Item Item, SectionId Section)? PickItem()
    {
        var there = _items.Where(i => !i.IsPicked).ToList();
        return there.Count == 0 ? null : Any(there) is var item ? (item, item.In.Single()) : null;
    }

    private Piece NewPiece(Item item)
    {
        Piece piece = null!;
        piece = new Piece(_book.Text(
            "the text of an item",
            (v, c) => c == Channel.History ? MayReadItem(v, c, item) && MayLookBack(v, piece)
                : c == Channel.Minutes ? !piece.IsGone && _truth.IsInvited(v) && item.In.Any(s => _truth.ReadsInMinutes(v, s)) && (!_truth.IsYoung(v) || item.IsForYoung(v))
                : !piece.IsGone && MayReadItem(v, c, item),
            (v, c) => item.Text.Contains(piece.Mark, StringComparison.Ordinal)
                && (c == Channel.Section ? MayReadItem(v, c, item)
                    : c == Channel.Emergency ? MayReadItem(v, c, item) && item.In.Any(s => _truth.ReadsInEmergency(v, s) && !item.Withdrawn.Contains(s)) && !_truth.IsKeptInEmergency(v, item.Text)
                    : c == Channel.Minutes && _truth.IsInvited(v) && item.In.Any(s => _truth.ReadsInMinutes(v, s) && !item.Withdrawn.Contains(s)) && !_truth.IsKept(v, item.Text))));
        item.Pieces.Add(piece);
        return piece;
    }

    // Kept from the director today, and not written by their side alone.
    private bool MayLookBack(PersonId v, Piece piece) => _truth.Keepings.TrueForAll(k =>
        !k.KeepsFrom(v) || k.KeepsFrom(piece.By) || !k.Words.Exists(w => Marks.Folded(piece.Text).Contains(w, StringComparison.Ordinal)));

    private bool MayReadItem(PersonId v, Channel c, Item item) => c switch
    {
        Channel.Section or Channel.Presence or Channel.Copy => item.In.Any(s => _truth.Reads(v, s)),
        Channel.Emergency => item.In.Any(s => _truth.ReadsInEmergency(v, s) && (!_truth.Treatments.TryGetValue(s, out var treatment) || treatment.InMinutes)),
        Channel.History => item.Ever.Any(s => LooksBack(v, s)),
        _ => false,
    };

    private sealed record Item(PersonId Author)
    {
        public ItemId Id { get; set; }

        public string Column { get; init; } = "danger";

        public PersonId? Speaker { get; set; }

        public string Text { get; set; } = "";

        public List<Piece> Pieces { get; } = [];

        /// <summary>The sections whose documents hold its words now.</summary>
        public HashSet<SectionId> In { get; } = [];

        public HashSet<SectionId> Ever { get; } = [];

        public HashSet<SectionId> Withdrawn { get; } = [];

        /// <summary>Who wrote what stands there now; null for the server.</summary>
        public Dictionary<SectionId, HashSet<PersonId?>> Writers { get; } = [];

        public void GoesApart(SectionId section, SectionId into)
        {
            In.Remove(section);
            In.Add(into);
            Ever.Add(into);
            Writers[into] = [null];
            if (!Withdrawn.Add(section))
                Withdrawn.Add(into);
        }

        /// <summary>Whether it crossed over: under its own id it is over.</summary>
        public bool IsPicked { get; set; }

        /// <summary>Whether a child under 12 finds it in its minutes: what goes well, and its own words.</summary>
        public bool IsForYoung(PersonId child) => Speaker == child || Column is "strength" or "existingSafety";
    }

    private sealed record Piece(string Mark)
    {
        public bool IsGone { get; set; }

        public PersonId By { get; set; }

        /// <summary>What was typed of it.</summary>
        public string Text { get; set; } = "";
    }
}
