using System.Text.Json.Nodes;

namespace RoundTable.Yjs.Conformance;

public sealed partial class Script
{
    /// <summary>Steps without a document of Yjs, presence and messages.</summary>
    private JsonObject? DoWithoutDocument(JsonObject step)
    {
        switch ((string)step["do"]!)
        {
            case "merge":
                byte[][] updates = [.. step["us"]!.AsArray().Select(Blob)];
                return Format(step) == 2 ? new() { ["v2"] = Base64(Updates.MergeV2(updates)) } : new() { ["v1"] = Base64(Updates.Merge(updates)) };
            case "diffu":
                return Format(step) == 2
                    ? new() { ["v2"] = Base64(Updates.DiffV2(Blob(step["u"]), Blob(step["sv"]))) }
                    : new() { ["v1"] = Base64(Updates.Diff(Blob(step["u"]), Blob(step["sv"]))) };
            case "svu":
                return new() { ["sv"] = Base64(Format(step) == 2 ? Updates.EncodeStateVectorV2(Blob(step["u"])) : Updates.EncodeStateVector(Blob(step["u"]))) };
            case "conv":
                return Format(step) == 2 ? new() { ["v1"] = Base64(Updates.ConvertV2ToV1(Blob(step["u"]))) } : new() { ["v2"] = Base64(Updates.ConvertV1ToV2(Blob(step["u"]))) };
            case "meta":
                var meta = Format(step) == 2 ? Updates.ParseMetaV2(Blob(step["u"])) : Updates.ParseMeta(Blob(step["u"]));
                return new() { ["from"] = Descending(meta.From), ["to"] = Descending(meta.To) };
            case "sync1":
                return new() { ["msg"] = Base64(SyncProtocol.Step1(Docs[(int)step["d"]!].Doc)) };
            case "syncupd":
                return new() { ["msg"] = Base64(SyncProtocol.Update(Blob(step["u"]))) };
            case "syncread":
                var reply = SyncProtocol.Handle(Docs[(int)step["d"]!].Doc, Blob(step["m"]), "remote", out var kind);
                return new() { ["type"] = (int)kind, ["reply"] = Base64(reply) };
            case "lib0e":
                return new() { ["b"] = Base64(Codecs.Encode((string)step["e"]!, step["v"]!.AsArray())) };
            case "lib0d":
                return new() { ["v"] = Codecs.Decode((string)step["e"]!, Convert.FromBase64String((string)step["b"]!), (int)step["n"]!) };
            case "bad":
                return new() { ["survived"] = Survive(step) };
            default:
                return DoAwareness(step);
        }
    }

    private int Survive(JsonObject step)
    {
        var scratch = new Doc(0);
        var survived = 0;
        foreach (var update in step["us"]!.AsArray())
        {
            try
            {
                Apply(scratch, Blob(update), Format(step), null);
            }
            catch (MalformedUpdateException)
            {
                // Expected of damaged bytes; any other exception fails the case.
            }
            survived++;
        }
        return survived;
    }

    private JsonObject? DoAwareness(JsonObject step)
    {
        var name = (string)step["do"]!;
        if (name == "aw")
        {
            _awareness.Add(new(Docs[(int)step["d"]!].Doc.ClientId, TimeProvider.System));
            return null;
        }
        var awareness = step["a"] is { } index ? _awareness[(int)index] : throw new NotSupportedException(name);
        switch (name)
        {
            case "awset":
                awareness.SetLocalState(TaggedValues.Read(step["v"]));
                return null;
            case "awfield":
                awareness.SetLocalStateField((string)step["k"]!, TaggedValues.Read(step["v"]));
                return null;
            case "awrm":
                awareness.Remove(Clients(step), "x");
                return null;
            case "awenc":
                return new() { ["aw"] = Base64(awareness.Encode(Clients(step))) };
            case "awapply":
                return ApplyAwareness(awareness, Blob(step["u"]));
            case "awstate":
                return new()
                {
                    ["states"] = new JsonArray([.. awareness.States.OrderByDescending(static e => e.Key).Select(static e => new JsonArray(e.Key, Dumps.Value(e.Value)))]),
                    ["clocks"] = Descending(awareness.Clocks),
                };
            default:
                throw new NotSupportedException(name);
        }
    }

    private static JsonObject ApplyAwareness(Awareness awareness, byte[] update)
    {
        var result = new JsonObject { ["change"] = null, ["update"] = null };
        Action<AwarenessChange> changed = change => result["change"] = Dump(change);
        Action<AwarenessChange> updated = change => result["update"] = Dump(change);
        awareness.Changed += changed;
        awareness.Updated += updated;
        awareness.Apply(update, "remote");
        awareness.Changed -= changed;
        awareness.Updated -= updated;
        return result;
    }

    private static JsonObject Dump(AwarenessChange change) => new() { ["added"] = List(change.Added), ["updated"] = List(change.Updated), ["removed"] = List(change.Removed) };

    private static JsonArray List(IReadOnlyList<ulong> clients) => new([.. clients.Select(static client => JsonValue.Create(client))]);

    private static ulong[] Clients(JsonObject step) => [.. step["c"]!.AsArray().Select(static client => (ulong)client!)];

    private static JsonArray Descending(IEnumerable<KeyValuePair<ulong, long>> clocks) =>
        new([.. clocks.OrderByDescending(static e => e.Key).Select(static e => new JsonArray(e.Key, e.Value))]);
}
