using System.Text.Json;
using System.Text.Json.Nodes;
using RoundTable.Yjs.Conformance;

namespace RoundTable.Yjs.Tests;

public sealed class ConformanceTests
{
    public static IEnumerable<TheoryDataRow<string>> Groups =>
        VectorCases.All.Select(static test => (string)test["group"]!).Distinct().Select(static group => new TheoryDataRow<string>(group));

    [Theory]
    [MemberData(nameof(Groups))]
    public void Case_RecordedFromYjs_AnsweredByteForByte(string group)
    {
        foreach (var test in VectorCases.All.Where(test => (string)test["group"]! == group))
        {
            var input = test.DeepClone().AsObject();
            input.Remove("expect");
            // Through text and back, as the runner does: answers share nodes that change until the case ends.
            var answers = JsonNode.Parse(CaseRunner.Run(input).ToJsonString(CaseRunner.Json), documentOptions: new JsonDocumentOptions { MaxDepth = 1024 })!.AsArray();
            var expected = test["expect"]!.AsArray();
            Assert.Equal(expected.Count, answers.Count);
            for (var i = 0; i < expected.Count; i++)
            {
                foreach (var (field, value) in expected[i]!.AsObject())
                {
                    Assert.True(AreEqual(value, answers[i]![field]), $"{test["id"]}: output {i}, {field}: expected {Text(value)}, got {Text(answers[i]![field])}");
                }
            }
        }
    }

    private static string Text(JsonNode? node) => node is null ? "null" : node.ToJsonString(CaseRunner.Json);

    private static bool AreEqual(JsonNode? a, JsonNode? b) => (a, b) switch
    {
        (null, null) => true,
        (JsonArray x, JsonArray y) => x.Count == y.Count && x.Zip(y).All(static pair => AreEqual(pair.First, pair.Second)),
        (JsonObject x, JsonObject y) => x.Count == y.Count && x.All(member => y.ContainsKey(member.Key) && AreEqual(member.Value, y[member.Key])),
        (JsonValue x, JsonValue y) when x.GetValueKind() == JsonValueKind.Number && y.GetValueKind() == JsonValueKind.Number =>
            double.Parse(Text(x), System.Globalization.CultureInfo.InvariantCulture).Equals(double.Parse(Text(y), System.Globalization.CultureInfo.InvariantCulture)),
        (JsonValue x, JsonValue y) => Text(x) == Text(y),
        _ => false,
    };
}
