using System.Text.Json.Nodes;

namespace RoundTable.Yjs.Conformance;

/// <summary>The documents and remembered things of one case, and the steps that work on them.</summary>
public sealed partial class Script
{
    private readonly JsonObject _roots;
    private readonly JsonArray _blobs;
    private readonly List<(UndoManager Manager, TestDoc Doc)> _undo = [];
    private readonly Dictionary<string, byte[]> _positions = [];
    private readonly Dictionary<string, Snapshot> _snapshots = [];
    private readonly List<Awareness> _awareness = [];

    public Script(JsonObject test)
    {
        _roots = test["roots"]?.AsObject() ?? [];
        _blobs = test["blobs"]?.AsArray() ?? [];
        foreach (var setup in test["docs"]?.AsArray() ?? [])
        {
            AddDoc(setup!.AsObject());
        }
    }

    public List<TestDoc> Docs { get; } = [];

    /// <summary>Carries out a step.</summary>
    /// <returns>Its output, or null when it has none.</returns>
    public JsonObject? Do(JsonObject step)
    {
        var test = step["d"] is { } index ? Docs[(int)index] : null;
        test?.Begin();
        switch ((string)step["do"]!)
        {
            case "tx":
                test!.Doc.Transact(_ => DoAll(test.Doc, step["ops"]!.AsArray()), TaggedValues.Read(step["origin"]));
                return test.Emitted(step);
            case "apply":
                Apply(test!.Doc, Blob(step["u"]), Format(step), step.ContainsKey("origin") ? TaggedValues.Read(step["origin"]) : "remote");
                return test.Emitted(step);
            case "state":
                return State(test!.Doc, step["w"]!.AsArray().Select(static w => (string)w!));
            case "diff":
                return new() { ["v1"] = Base64(test!.Doc.EncodeStateAsUpdate(Blob(step["sv"]))), ["v2"] = Base64(test.Doc.EncodeStateAsUpdateV2(Blob(step["sv"]))) };
            case "observe":
                foreach (var (name, _) in _roots)
                {
                    test!.Observe(name, Root(test.Doc, name));
                }
                return null;
            case "subload":
                SubDocument(test!.Doc, step).Load();
                return test.Emitted(step);
            case "subdestroy":
                SubDocument(test!.Doc, step).Destroy();
                return test.Emitted(step);
            default:
                var answer = DoRemembered(step, test) ?? DoWithoutDocument(step);
                return ReferenceEquals(answer, Silent) ? null : answer;
        }
    }

    /// <summary>The fields that a state step asks for.</summary>
    public JsonObject State(Doc doc, IEnumerable<string> fields)
    {
        var state = new JsonObject();
        foreach (var field in fields)
        {
            state[field] = Field(doc, field);
        }
        return state;
    }

    /// <summary>Ends the case as the reference does: what destroying emits belongs to the last step of each document.</summary>
    public void Destroy()
    {
        foreach (var test in Docs)
        {
            test.Doc.Destroy();
        }
    }

    private JsonNode? Field(Doc doc, string field) => field switch
    {
        "dump" => EachRoot(doc, Dumps.Type),
        "json" => EachRoot(doc, static type => Dumps.Value(type.ToJson())),
        "str" => EachRoot(doc, static type => type is YText or YXmlFragment ? type.ToString() : null, skipNull: true),
        "len" => EachRoot(doc, static type => type is YMap map ? map.Count : type.Length),
        "sv" => Base64(doc.EncodeStateVector()),
        "v1" => Base64(doc.EncodeStateAsUpdate()),
        "v2" => Base64(doc.EncodeStateAsUpdateV2()),
        "snap1" => Base64(Snapshot.Of(doc).Encode()),
        "snap2" => Base64(Snapshot.Of(doc).EncodeV2()),
        "pend" => new JsonArray(doc.HasPendingStructs, doc.HasPendingDeletes),
        "guids" => TestDoc.Guids(doc.GetSubdocs()),
        _ => throw new NotSupportedException(field),
    };

    private JsonObject EachRoot(Doc doc, Func<YType, JsonNode?> read, bool skipNull = false)
    {
        var result = new JsonObject();
        foreach (var (name, _) in _roots)
        {
            var value = read(Root(doc, name));
            if (value is not null || !skipNull)
            {
                result[name] = value;
            }
        }
        return result;
    }

    private TestDoc AddDoc(JsonObject setup)
    {
        var test = new TestDoc((ulong)setup["client"]!, new DocOptions { Gc = (bool?)setup["gc"] ?? true, Guid = (string?)setup["guid"] ?? "doc" + Docs.Count });
        Docs.Add(test);
        if ((bool?)setup["typed"] ?? true)
        {
            foreach (var (name, _) in _roots)
            {
                Root(test.Doc, name);
            }
        }
        return test;
    }

    private YType Root(Doc doc, string name) => (string?)_roots[name] switch
    {
        "text" => doc.GetText(name),
        "map" => doc.GetMap(name),
        "array" => doc.GetArray(name),
        "frag" => doc.GetXmlFragment(name),
        "elem" => doc.GetXmlElement(name),
        "xmltext" => doc.GetXmlText(name),
        var kind => throw new NotSupportedException($"root {kind}"),
    };

    private YType Resolve(Doc doc, JsonNode path)
    {
        var steps = path.AsArray();
        var type = Root(doc, (string)steps[0]!);
        foreach (var step in steps.Skip(1))
        {
            type = Inside(type, step!) as YType ?? throw new InvalidOperationException("path does not resolve: " + path.ToJsonString());
        }
        return type;
    }

    private static object? Inside(YType type, JsonNode step) => type switch
    {
        YMap map => map.Get((string)step!),
        YText text => EmbeddedAt(text, (int)step),
        YXmlElement element when step.GetValueKind() == System.Text.Json.JsonValueKind.String => element.GetAttribute((string)step!),
        YXmlFragment fragment => fragment[(int)step],
        YArray array => array[(int)step],
        _ => null,
    };

    private static object? EmbeddedAt(YText text, int index)
    {
        foreach (var op in text.ToDelta())
        {
            if (index == 0 && op.Insert is YType type)
            {
                return type;
            }
            index -= op.Insert is string s ? s.Length : 1;
        }
        return null;
    }

    private void DoAll(Doc doc, JsonArray ops)
    {
        foreach (var op in ops)
        {
            Edits.Do(Resolve(doc, op!["p"]!), op.AsObject());
        }
    }

    private Doc SubDocument(Doc doc, JsonObject step) => (Doc)((YMap)Resolve(doc, step["p"]!)).Get((string)step["k"]!)!;

    private byte[] Blob(JsonNode? node) => Convert.FromBase64String(node!.GetValueKind() == System.Text.Json.JsonValueKind.Number ? (string)_blobs[(int)node]! : (string)node!);

    private static void Apply(Doc doc, byte[] update, int format, object? origin)
    {
        if (format == 2)
        {
            doc.ApplyUpdateV2(update, origin);
        }
        else
        {
            doc.ApplyUpdate(update, origin);
        }
    }

    private static int Format(JsonObject step) => (int?)step["f"] ?? 1;

    private static string Base64(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes);
}
