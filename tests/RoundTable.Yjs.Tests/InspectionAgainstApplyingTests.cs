namespace RoundTable.Yjs.Tests;

/// <summary>What an inspection says must be what applying does, for well-formed and for damaged updates: the server trusts it.</summary>
public class InspectionAgainstApplyingTests
{
    private readonly record struct Said(ulong Client, long Clock, StructKind Kind, ItemLocation Location);

    public static TheoryData<string> Histories =>
        [.. VectorCases.All.Where(static test => (string?)test["kind"] == "history" && (int)test["f"]! == 1).Select(static test => (string)test["id"]!)];

    [Theory]
    [MemberData(nameof(Histories))]
    public void Inspect_EveryUpdateOfAHistory_PlacesEachUnitWhereItEndsUp(string id) => Compare(Updates(id), id, damaged: false);

    [Theory]
    [MemberData(nameof(Histories))]
    public void Inspect_DamagedUpdates_RefusesOrPlacesAsApplyingDoes(string id)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            var updates = Updates(id);
            foreach (var update in updates)
            {
                update[random.Next(update.Length)] ^= (byte)(1 << random.Next(8));
            }
            Compare(updates, $"{id}, seed {seed}", damaged: true);
        }
    }

    private static List<byte[]> Updates(string id)
    {
        var test = VectorCases.All.Single(test => (string?)test["id"] == id);
        return [.. test["updates"]!.AsArray().Select(static update => Convert.FromBase64String((string)update!))];
    }

    private static void Compare(List<byte[]> updates, string context, bool damaged)
    {
        var doc = new Doc(Limits.MaxSafeInteger, new DocOptions { Gc = false });
        for (var i = 0; i < updates.Count; i++)
        {
            Compare(doc, updates[i], $"{context}, update {i}", damaged);
        }
    }

    // A damaged struct that waits takes the place of the true one when it is released: an inspection cannot know, and says so
    // by MissesDependencies when the damaged one comes.
    private static void Compare(Doc doc, byte[] update, string context, bool damaged)
    {
        var waited = doc.HasPending;
        var (said, misses) = Inspect(doc, update);
        try
        {
            doc.ApplyUpdate(update);
        }
        catch (MalformedUpdateException)
        {
            Assert.True(said is null, $"{context}: inspected, but not applied");
            return;
        }
        Assert.True(said is not null, $"{context}: applied, but not inspected");
        Assert.True(waited || misses == doc.HasPending, $"{context}: said missing {misses}");
        foreach (var unit in damaged && waited ? [] : said)
        {
            if (Find(doc, unit.Client, unit.Clock) is { } found)
            {
                Assert.True(unit.Location.State != LocationState.Missing || waited, $"{context}: {unit} is there");
                if (unit.Location.State != LocationState.Missing)
                {
                    Assert.True(unit.Kind == found.Kind || unit.Location.State == LocationState.Dropped, $"{context}: {unit} is {found}");
                    Assert.Equal(Place(unit.Location), Place(found.Location));
                }
            }
            else
            {
                Assert.True(misses, $"{context}: {unit} is not there");
            }
        }
    }

    private static (string?, string?, int, TypeKind) Place(ItemLocation location) => (location.Root, location.Key, location.Depth, location.ParentKind);

    private static (List<Said>? Said, bool Misses) Inspect(Doc doc, byte[] update)
    {
        try
        {
            var inspection = doc.Inspect(update);
            var said = new List<Said>();
            foreach (var item in inspection.Structs)
            {
                if (item.Kind != StructKind.Skip && item.KnownLength < item.Length)
                {
                    said.Add(new(item.Client, item.Clock + item.KnownLength, item.Kind, item.Location));
                    said.Add(new(item.Client, item.Clock + item.Length - 1, item.Kind, item.Location));
                }
            }
            return (said, inspection.MissesDependencies);
        }
        catch (MalformedUpdateException)
        {
            return (null, false);
        }
    }

    /// <summary>The unit as the document has it: what a delete of it would hit.</summary>
    private static DeletedRun? Find(Doc doc, ulong client, long clock)
    {
        List<byte> bytes = [0, 1];
        WriteVarUint(bytes, client);
        bytes.Add(1);
        WriteVarUint(bytes, (ulong)clock);
        bytes.Add(1);
        foreach (var delete in doc.Inspect([.. bytes]).Deletes)
        {
            foreach (var run in delete.Hits())
            {
                return run;
            }
        }
        return null;
    }

    private static void WriteVarUint(List<byte> bytes, ulong value)
    {
        for (; value > 127; value >>= 7)
        {
            bytes.Add((byte)(128 | (value & 127)));
        }
        bytes.Add((byte)value);
    }
}
