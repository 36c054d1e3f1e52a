using System.Text.Json.Nodes;

namespace RoundTable.Yjs.Conformance;

/// <summary>A document of a script, with all that it emitted since the step began.</summary>
public sealed class TestDoc
{
    private JsonArray _v1 = [];
    private JsonArray _v2 = [];
    private JsonArray _events = [];
    private JsonArray _subdocs = [];

    public TestDoc(ulong client, DocOptions options)
    {
        Doc = new Doc(client, options);
        Doc.Update += update => _v1.Add(Convert.ToBase64String(update.Bytes));
        Doc.UpdateV2 += update => _v2.Add(Convert.ToBase64String(update.Bytes));
        Doc.Subdocs += change => _subdocs.Add(new JsonObject
        {
            ["added"] = Guids(change.Added),
            ["loaded"] = Guids(change.Loaded),
            ["removed"] = Guids(change.Removed),
        });
        Doc.ClientIdTaken += doc => doc.ClientId = 4_000_000_000 + doc.ClientId;
    }

    public Doc Doc { get; }

    public void Begin()
    {
        _v1 = [];
        _v2 = [];
        _events = [];
        _subdocs = [];
    }

    public void Observe(string root, YType type) => type.DeepChanged += events =>
    {
        foreach (var change in events)
        {
            _events.Add(Dump(root, change));
        }
    };

    public JsonObject? Emitted(JsonObject step, JsonObject? into = null)
    {
        var emit = (int?)step["emit"] ?? 0;
        var events = step["ev"] is not null;
        var subdocs = step["sd"] is not null;
        if (into is null && emit == 0 && !events && !subdocs)
        {
            return null;
        }
        into ??= [];
        Put(into, "u1", (emit & 1) != 0, _v1);
        Put(into, "u2", (emit & 2) != 0, _v2);
        Put(into, "ev", events, _events);
        Put(into, "sd", subdocs, _subdocs);
        return into;
    }

    public static JsonArray Guids(IEnumerable<Doc> docs) => new([.. docs.Select(static doc => doc.Guid).Order(StringComparer.Ordinal).Select(static guid => JsonValue.Create(guid))]);

    private static void Put(JsonObject into, string name, bool wanted, JsonArray list)
    {
        if (wanted)
        {
            into[name] = list;
        }
    }

    private static JsonObject Dump(string root, YEvent change)
    {
        var path = new JsonArray(root);
        foreach (var step in change.Path)
        {
            path.Add(step is string key ? JsonValue.Create(key) : JsonValue.Create((int)step));
        }
        var dump = new JsonObject { ["p"] = path, ["t"] = Dumps.Name(change.Target.Kind), ["l"] = change.Transaction.Local };
        if (change.ListChanged)
        {
            dump["d"] = Dumps.Delta(change.Delta);
        }
        if (change.Keys.Count > 0)
        {
            var keys = new JsonObject();
            foreach (var (key, entry) in change.Keys)
            {
                keys[key] = new JsonObject { ["action"] = Action(entry.Action), ["old"] = Dumps.Shallow(entry.OldValue) };
            }
            dump["k"] = keys;
        }
        return dump;
    }

    private static string Action(KeyAction action) => action switch
    {
        KeyAction.Add => "add",
        KeyAction.Update => "update",
        _ => "delete",
    };
}
