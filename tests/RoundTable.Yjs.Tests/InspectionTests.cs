namespace RoundTable.Yjs.Tests;

public sealed class InspectionTests
{
    [Fact]
    public void Inspect_Keystroke_NamesAuthorTextAndPlace()
    {
        var (author, server) = Pair();
        var text = new YText("hi");
        author.GetMap("items").Set("a", text);
        server.ApplyUpdate(author.EncodeStateAsUpdate());
        var update = Recorded(author, () => text.Insert(1, "x"));

        var inspection = server.Inspect(update);

        Assert.Equal(1, inspection.StructCount);
        var item = inspection[0];
        Assert.Equal((1UL, 3L, 1, StructKind.String), (item.Client, item.Clock, item.Length, item.Kind));
        Assert.Equal("x", item.GetText());
        Assert.Equal(new Id(1, 1), item.Origin);
        Assert.Equal(new Id(1, 2), item.RightOrigin);
        Assert.Equal(0, item.KnownLength);
        var location = item.Location;
        Assert.Equal(LocationState.Resolved, location.State);
        Assert.Equal(("items", null, TypeKind.Text, 1), (location.Root, location.Key, location.ParentKind, location.Depth));
        Assert.Equal([new PathStep("a", new Id(1, 0))], location.GetPath());
        Assert.False(inspection.MissesDependencies);
    }

    [Fact]
    public void Inspect_WholeSubtreeInOneUpdate_ResolvedThroughTheUpdateItself()
    {
        var (author, server) = Pair();
        var update = Recorded(author, () => author.GetMap("items").Set("a", new YMap { ["title"] = new YText("hi"), ["done"] = false }));

        var inspection = server.Inspect(update);

        var seen = new List<(StructKind, string?, string?, TypeKind, int)>();
        foreach (var item in inspection.Structs)
        {
            var location = item.Location;
            Assert.Equal(LocationState.Resolved, location.State);
            seen.Add((item.Kind, location.Root, location.Key, location.ParentKind, location.Depth));
        }
        Assert.Equal(
        [
            (StructKind.Type, "items", "a", TypeKind.Untyped, 0),
            (StructKind.Type, "items", "title", TypeKind.Map, 1),
            (StructKind.String, "items", null, TypeKind.Text, 2),
            (StructKind.Any, "items", "done", TypeKind.Map, 1),
        ], seen);
        Assert.False(inspection.MissesDependencies);
        Assert.Empty(server.RootTypes);
    }

    [Fact]
    public void Inspect_EntryOverwritten_KeyComesFromTheEntryBefore()
    {
        var (author, server) = Pair();
        author.GetMap("m").Set("k", 1);
        server.ApplyUpdate(author.EncodeStateAsUpdate());
        var update = Recorded(author, () => author.GetMap("m").Set("k", "x"));

        var item = server.Inspect(update)[0];

        Assert.Equal(("m", "k"), (item.Location.Root, item.Location.Key));
        Assert.Equal(["x"], item.GetValues());
    }

    [Fact]
    public void Inspect_ChainOfOrigins_InheritsTheFirstPlace()
    {
        var author = new Doc(1);
        var updates = new List<byte[]>();
        author.Update += update => updates.Add(update.Bytes);
        for (var i = 0; i < 1000; i++)
        {
            author.GetText("t").Insert(i, "x");
        }

        var inspection = new Doc(9).Inspect(Updates.Merge(updates));

        Assert.Equal(1000, inspection.StructCount);
        foreach (var item in inspection.Structs)
        {
            Assert.Equal("t", item.Location.Root);
        }
    }

    [Fact]
    public void Inspect_DependencyNotThere_Missing()
    {
        var (author, server) = Pair();
        author.GetText("t").Insert(0, "ab");
        var update = Recorded(author, () => author.GetText("t").Insert(2, "c"));

        var inspection = server.Inspect(update);

        Assert.True(inspection.MissesDependencies);
        Assert.Equal(LocationState.Missing, inspection[0].Location.State);
    }

    [Fact]
    public void Inspect_DeleteOfUnknownUnits_MissesDependencies()
    {
        var (author, server) = Pair();
        author.GetText("t").Insert(0, "ab");
        var update = Recorded(author, () => author.GetText("t").Delete(0, 1));

        Assert.True(server.Inspect(update).MissesDependencies);
    }

    [Fact]
    public void Deletes_OfPartOfARun_SayWhatTheyHitAndWhereItIs()
    {
        var (author, server) = Pair();
        author.GetText("t").Insert(0, "abcd");
        server.ApplyUpdate(author.EncodeStateAsUpdate());
        var update = Recorded(author, () => author.GetText("t").Delete(1, 2));

        var seen = new List<(ulong, long, long)>();
        var hits = new List<DeletedRun>();
        foreach (var delete in server.Inspect(update).Deletes)
        {
            seen.Add((delete.Client, delete.Clock, delete.Length));
            hits.AddRange(delete.Hits());
        }

        Assert.Equal([(1UL, 1L, 2L)], seen);
        var hit = Assert.Single(hits);
        Assert.Equal((new Id(1, 1), 2, true, StructKind.String, "t"), (hit.Id, hit.Length, hit.Live, hit.Kind, hit.Location.Root));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Runs_OfTypingAndDeleting_AreThoseThatTheDocumentGetsMoreOf(int seed)
    {
        var random = new Random(seed);
        var (author, server) = Pair();
        server.GetText("t").Insert(0, new string('x', 300));
        author.ApplyUpdate(server.EncodeStateAsUpdate());
        var text = author.GetText("t");
        var updates = new List<byte[]>();
        for (var n = 0; n < 40; n++)
        {
            for (var letters = random.Next(10); letters > 0; letters--)
            {
                updates.Add(Recorded(author, () => text.Insert(text.Length, "a")));
            }

            var (at, length) = (random.Next(text.Length - 3), random.Next(1, 4));
            updates.Add(Recorded(author, () => text.Delete(at, length)));
        }

        var merged = Updates.Merge([.. updates]);
        var inspection = server.Inspect(merged);
        var (all, runs, cuts) = (inspection.StructCount, 0, 0);
        foreach (var made in inspection.Structs)
        {
            runs += made.GoesOn ? 0 : 1;
        }

        foreach (var deleted in inspection.Deletes)
        {
            cuts += inspection.OwnCuts(deleted) + deleted.Hits().Sum(hit => hit.Cuts);
        }

        var before = server.StructCount;
        server.ApplyUpdate(merged);
        Assert.True(server.StructCount - before == runs + cuts, $"seed {seed}: {server.StructCount - before} more, not {runs} and {cuts}");
        Assert.InRange(runs, 1, all / 4);
    }

    [Fact]
    public void Deletes_OfWhatIsDeleted_HitNothingLive()
    {
        var (author, server) = Pair();
        author.GetText("t").Insert(0, "abcd");
        var update = Recorded(author, () => author.GetText("t").Delete(1, 2));
        server.ApplyUpdate(author.EncodeStateAsUpdate());

        foreach (var delete in server.Inspect(update).Deletes)
        {
            Assert.All(delete.Hits(), static hit => Assert.False(hit.Live));
        }
    }

    [Fact]
    public void Inspect_ItemBesideCollectedUnits_Dropped()
    {
        var author = new Doc(1);
        var array = author.GetArray("a");
        var inner = new YArray();
        array.Insert(0, inner);
        var other = new Doc(2);
        other.ApplyUpdate(author.EncodeStateAsUpdate());
        var update = Recorded(other, () => ((YArray)other.GetArray("a")[0]!).Insert(0, "x"));
        var second = Recorded(other, () => ((YArray)other.GetArray("a")[0]!).Push("y"));
        author.ApplyUpdate(update);
        array.Delete(0);

        Assert.Equal(LocationState.Dropped, author.Inspect(second)[0].Location.State);
    }

    [Fact]
    public void Inspect_TypesNestedDeeperThanFollowed_TooDeep()
    {
        var author = new Doc(1);
        var outer = author.GetArray("a");
        author.Transact(_ =>
        {
            for (var i = 0; i < Limits.TypeDepth + 10; i++)
            {
                var inner = new YArray();
                outer.Insert(0, inner);
                outer = inner;
            }
        });

        var update = author.EncodeStateAsUpdate();
        var inspection = new Doc(2).Inspect(update);

        Assert.Equal(LocationState.Resolved, inspection[0].Location.State);
        Assert.Equal(LocationState.TooDeep, inspection[inspection.StructCount - 1].Location.State);
        var server = new Doc(2);
        server.ApplyUpdate(update);
        Assert.Equal(LocationState.TooDeep, server.Inspect(Recorded(author, () => outer.Insert(0, 1)))[0].Location.State);
    }

    [Fact]
    public void Inspect_ForeignAuthor_ToldByItsClient()
    {
        var (author, server) = Pair();
        author.GetText("t").Insert(0, "ab");
        var merged = new Doc(5);
        merged.ApplyUpdate(author.EncodeStateAsUpdate());
        merged.GetText("t").Insert(2, "c");

        var clients = new List<ulong>();
        foreach (var item in server.Inspect(merged.EncodeStateAsUpdate()).Structs)
        {
            clients.Add(item.Client);
        }

        Assert.Equal([5UL, 1UL], clients);
    }

    [Fact]
    public void Inspect_Keystroke_AllocatesOnce()
    {
        var (author, server) = Pair();
        author.GetText("t").Insert(0, "hello");
        server.ApplyUpdate(author.EncodeStateAsUpdate());
        var update = Recorded(author, () => author.GetText("t").Insert(5, "!"));
        Visit(server, update);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Visit(server, update);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 1, 160);
    }

    private static void Visit(Doc server, byte[] update)
    {
        var inspection = server.Inspect(update);
        foreach (var item in inspection.Structs)
        {
            if (item.Location.Root != "t" || item.Client != 1)
            {
                throw new InvalidOperationException("the keystroke was misread");
            }
        }
        foreach (var delete in inspection.Deletes)
        {
            throw new InvalidOperationException($"nothing is deleted at {delete.Clock}");
        }
    }

    private static (Doc Author, Doc Server) Pair() => (new Doc(1), new Doc(2));

    private static byte[] Recorded(Doc doc, Action edit)
    {
        byte[]? recorded = null;
        void Record(DocUpdate update) => recorded = update.Bytes;
        doc.Update += Record;
        edit();
        doc.Update -= Record;
        return recorded!;
    }
}
