using RoundTable.Yjs;

namespace RoundTable.Benchmarks.Engine;

/// <summary>What a server is sent: the keystroke updates of one long text, and of 20 people in one document.</summary>
internal sealed class ServerInputs(Lazy<EditingHistory> history)
{
    private readonly Lazy<Recording> _longText = new(() => OfLongText(history.Value));
    private readonly Lazy<Recording> _twentyPeople = new(OfTwentyPeople);

    public Recording LongText => _longText.Value;

    public Recording TwentyPeople => _twentyPeople.Value;

    private static Recording OfLongText(EditingHistory history)
    {
        var updates = new List<byte[]>();
        var writer = new Replica(1234567890, v2: false, updates.Add);
        foreach (var edit in history.Edits)
            writer.Carry(edit);
        return new(updates, writer.Doc, writer.Text.ToString());
    }

    /// <summary>
    /// 50,000 keystrokes of 20 people who all see everything at once, so one replica that changes its client id stands
    /// for all of them. Each types or deletes at an own place and goes elsewhere every twentieth keystroke.
    /// </summary>
    private static Recording OfTwentyPeople()
    {
        var chance = new Chance(20);
        var clients = Inputs.ClientIds(21, 20);
        var cursors = new int[clients.Length];
        var updates = new List<byte[]>();
        var table = new Replica(1, v2: false, updates.Add);
        for (var keystroke = 0; keystroke < 50_000; keystroke++)
        {
            var person = chance.Below(clients.Length);
            table.Doc.ClientId = clients[person];
            ref var cursor = ref cursors[person];
            cursor = chance.Below(20) == 0 ? chance.Between(0, table.Text.Length) : Math.Min(cursor, table.Text.Length);
            if (cursor == 0 || chance.Below(10) < 8)
                table.Text.Insert(cursor++, chance.Word(1, 1));
            else
                table.Text.Delete(--cursor, 1);
        }
        return new(updates, table.Doc, table.Text.ToString());
    }
}

/// <summary>Updates of single keystrokes in format V1, and what they add up to.</summary>
internal sealed record Recording(IReadOnlyList<byte[]> Updates, byte[] State, byte[] StateV2, string Text)
{
    public Recording(IReadOnlyList<byte[]> updates, Doc whole, string text)
        : this(updates, whole.EncodeStateAsUpdate(), whole.EncodeStateAsUpdateV2(), text)
    {
    }
}
