using System.Text.Json;

namespace RoundTable.Benchmarks.Engine;

/// <summary>The keystrokes of one long text: a recorded history from a file, or a generated one of the same size.</summary>
internal sealed class EditingHistory
{
    private const int Keystrokes = 259_778;

    /// <summary>One keystroke each: a deletion, an insertion, or one in place of the other.</summary>
    public required Edit[] Edits { get; init; }

    /// <summary>What the text is in the end, when the file says so.</summary>
    public string? FinalText { get; private init; }

    /// <summary>
    /// Reads <c>{"edits": [[index, deleted, inserted], ...], "finalText": "..."}</c>; a null path generates.
    /// </summary>
    public static EditingHistory Load(string? path)
    {
        if (path is null)
            return Generate();
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var edits = document.RootElement.GetProperty("edits").EnumerateArray()
            .Select(edit => new Edit(edit[0].GetInt32(), edit[1].GetInt32(), edit[2].GetString()!));
        return new EditingHistory
        {
            Edits = [.. edits],
            FinalText = document.RootElement.TryGetProperty("finalText", out var text) ? text.GetString() : null,
        };
    }

    /// <summary>Somebody types and deletes letter by letter, seven to three, and goes elsewhere every fortieth keystroke.</summary>
    private static EditingHistory Generate()
    {
        var chance = new Chance(40);
        var edits = new Edit[Keystrokes];
        var length = 0;
        var cursor = 0;
        for (var i = 0; i < Keystrokes; i++)
        {
            if (chance.Below(40) == 0)
                cursor = chance.Between(0, length);
            if (cursor == 0 || chance.Below(10) < 7)
            {
                edits[i] = new Edit(cursor++, 0, chance.Below(6) == 0 ? " " : chance.Word(1, 1));
                length++;
            }
            else
            {
                edits[i] = new Edit(--cursor, 1, "");
                length--;
            }
        }
        return new EditingHistory { Edits = edits };
    }
}
