using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RoundTable.Yjs.Conformance;

/// <summary>Runs one case and answers it; a failure becomes an answer, too.</summary>
public static class CaseRunner
{
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1024 };

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1024 };

    public static JsonNode Answer(string line)
    {
        var test = JsonNode.Parse(line, documentOptions: Deep)!.AsObject();
        try
        {
            return Of(test, "out", Run(test));
        }
        catch (NotSupportedException e)
        {
            return Of(test, "unsupported", e.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Of(test, "error", e.ToString());
        }
    }

    private static JsonObject Of(JsonObject test, string kind, JsonNode answer) => new() { ["id"] = test["id"]?.DeepClone(), [kind] = answer };

    public static JsonArray Run(JsonObject test) => (string?)test["kind"] switch
    {
        "script" => RunScript(test),
        "history" => RunHistory(test),
        var kind => throw new NotSupportedException($"kind {kind}"),
    };

    private static JsonArray RunScript(JsonObject test)
    {
        var script = new Script(test);
        var answers = new JsonArray();
        foreach (var step in test["steps"]!.AsArray())
        {
            if (script.Do(step!.AsObject()) is { } answer)
            {
                answers.Add(answer);
            }
        }
        script.Destroy();
        return answers;
    }

    private static JsonArray RunHistory(JsonObject test)
    {
        var answers = new JsonArray();
        foreach (var gc in new[] { true, false })
        {
            var setup = new JsonObject { ["client"] = test["client"]!.DeepClone(), ["gc"] = gc, ["typed"] = test["typed"]!.DeepClone() };
            var script = new Script(new JsonObject { ["roots"] = test["roots"]!.DeepClone(), ["docs"] = new JsonArray(setup) });
            var doc = script.Docs[0].Doc;
            foreach (var update in test["updates"]!.AsArray())
            {
                var bytes = Convert.FromBase64String((string)update!);
                if ((int)test["f"]! == 2)
                {
                    doc.ApplyUpdateV2(bytes, "remote");
                }
                else
                {
                    doc.ApplyUpdate(bytes, "remote");
                }
            }
            answers.Add(script.State(doc, gc ? ["dump", "json", "sv", "v1", "v2", "pend"] : ["sv", "v1", "pend"]));
        }
        return answers;
    }
}
