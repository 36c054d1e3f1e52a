using System.Text.Json.Nodes;

namespace RoundTable.Yjs.Conformance;

public sealed partial class Script
{
    /// <summary>Stands for "done, nothing to say".</summary>
    private static readonly JsonObject Silent = [];

    /// <summary>Steps about undo, positions and snapshots.</summary>
    private JsonObject? DoRemembered(JsonObject step, TestDoc? test)
    {
        switch ((string)step["do"]!)
        {
            case "um":
                AddUndoManager(step, test!);
                return Silent;
            case "undo" or "redo":
                return Undo(step);
            case "stop":
                _undo[(int)step["um"]!].Manager.StopCapturing();
                return Silent;
            case "umclear":
                _undo[(int)step["um"]!].Manager.Clear();
                return Silent;
            case "relpos":
                var position = RelativePosition.At(Resolve(test!.Doc, step["p"]!), (int)step["i"]!, (int?)step["assoc"] ?? 0);
                _positions[Name(step["n"])] = position.Encode();
                return new() { ["rel"] = Base64(position.Encode()), ["json"] = Dumps.Value(position.ToJson()) };
            case "abspos":
                return new() { ["abs"] = Absolute(step, test!.Doc) };
            case "snap":
                var snapshot = Snapshot.Of(test!.Doc);
                _snapshots[Name(step["n"])] = snapshot;
                return new() { ["snap1"] = Base64(snapshot.Encode()), ["snap2"] = Base64(snapshot.EncodeV2()) };
            case "snapdoc":
                var restored = new Doc(0, new DocOptions { Gc = (bool?)step["gc"] ?? true });
                _snapshots[Name(step["n"])].Restore(test!.Doc, restored);
                return State(restored, step["w"]!.AsArray().Select(static w => (string)w!));
            case "snaptext":
                var text = (YText)Resolve(test!.Doc, step["p"]!);
                return new() { ["delta"] = Dumps.Delta(text.ToDelta(SnapshotOf(step["n"]), SnapshotOf(step["prev"]), Describe)) };
            case "snapmap":
                return new() { ["map"] = ShallowMembers(_snapshots[Name(step["n"])].ReadMap(Resolve(test!.Doc, step["p"]!))) };
            case "snaparr":
                return new() { ["arr"] = new JsonArray([.. _snapshots[Name(step["n"])].ReadList(Resolve(test!.Doc, step["p"]!)).Select(Dumps.Shallow)]) };
            case "snapeq":
                return new() { ["eq"] = _snapshots[Name(step["a"])].ContentEquals(_snapshots[Name(step["b"])]) };
            case "snaphas":
                return new() { ["has"] = _snapshots[Name(step["n"])].Contains(Blob(step["u"])) };
            default:
                return null;
        }
    }

    private void AddUndoManager(JsonObject step, TestDoc test)
    {
        var scope = step["scope"] is { } paths ? paths.AsArray().Select(path => Resolve(test.Doc, path!)).ToArray() : null;
        _undo.Add((new UndoManager(test.Doc, scope, TimeProvider.System, new UndoOptions
        {
            CaptureTimeout = step["merge"] is { } merge && TruthOf(merge) ? TimeSpan.FromDays(1000) : TimeSpan.Zero,
            TrackedOrigins = step["origins"] is { } origins ? [.. origins.AsArray().Select(TaggedValues.Read)] : [null],
            IgnoreRemoteMapChanges = step["ignoreRemoteMapChanges"] is { } ignore && TruthOf(ignore),
        }), test));
    }

    private static bool TruthOf(JsonNode node) => node.GetValueKind() is System.Text.Json.JsonValueKind.True || (node.GetValueKind() is System.Text.Json.JsonValueKind.Number && (int)node != 0);

    private JsonObject Undo(JsonObject step)
    {
        var (manager, test) = _undo[(int)step["um"]!];
        test.Begin();
        var popped = (string?)step["do"] == "undo" ? manager.Undo() : manager.Redo();
        return test.Emitted(step, new() { ["ok"] = popped is not null, ["can"] = new JsonArray(manager.CanUndo, manager.CanRedo) })!;
    }

    private JsonNode? Absolute(JsonObject step, Doc doc)
    {
        var bytes = step["rel"] is { } given ? Convert.FromBase64String((string)given!) : _positions[Name(step["n"])];
        var position = RelativePosition.Decode(bytes).Resolve(doc, (bool?)step["follow"] ?? true);
        return position is null ? null : new JsonObject { ["p"] = PathOf(position.Type), ["i"] = position.Index, ["assoc"] = position.Assoc };
    }

    private static JsonArray PathOf(YType type)
    {
        var path = new List<JsonNode?>();
        for (; type.Parent is { } parent; type = parent)
        {
            path.Add(type.ParentKey is { } key ? JsonValue.Create(key) : JsonValue.Create(type.IndexInParent));
        }
        path.Add(type.RootName);
        path.Reverse();
        return new([.. path]);
    }

    private Snapshot? SnapshotOf(JsonNode? name) => name is null ? null : _snapshots[Name(name)];

    private static YObject Describe(string kind, Id id) => new() { { "type", kind }, { "user", (double)id.Client } };

    private static JsonObject ShallowMembers(YObject members)
    {
        var dump = new JsonObject();
        foreach (var (key, value) in members)
        {
            dump[key] = Dumps.Shallow(value);
        }
        return dump;
    }

    private static string Name(JsonNode? node) => node!.ToJsonString();
}
