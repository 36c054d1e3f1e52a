using System.Text.Json;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Limits;

public sealed class SlowReaderTests
{
    // More than the networks of all machines hold between two sockets.
    private const int Enough = 20_000;

    [Fact]
    public async Task Connection_ThatStopsReading_CostsTheOthersNothingAndIsToldToOpenAgain()
    {
        await using var server = await DemoServer.StartAsync(settings: settings =>
        {
            settings["RoundTable:Limits:QueueBytes"] = "98304";
            settings["RoundTable:Limits:PersonBytesPerSecond"] = "1000000000";
        });
        using var meter = new MeterInbox(server);
        await using var pair = await Pair.OpenAsync(server);
        var (writer, other) = (pair.Here, pair.There);
        using var slow = await StalledSocket.ConnectAsync(pair.Other.Guest);
        await slow.OpenAsync(writer.Section);
        await slow.ReadUntilAsync(m => m.TryGetProperty("invocationId", out _));
        var item = await writer.AddAsync("");
        await other.TakeUpdateAsync();

        // Each change is large and none makes the document grow; the others hear each of them while the slow one reads nothing.
        var rounds = 0;
        while (meter.Sum("roundtable.resyncs") == 0)
        {
            Assert.True(++rounds < Enough, "the queue of a connection that does not read never gave way");
            var text = new string((char)('a' + (rounds % 26)), 3_900);
            await writer.EditAsync(() =>
            {
                var words = (Yjs.YText)((Yjs.YMap)writer.Doc.GetMap("items").Get(item)!).Get("text")!;
                words.Delete(0, words.Length);
                words.Insert(0, text);
            });
            await writer.SavedAsync();
            await other.TakeUpdateAsync();
            Assert.Equal(text, other.TextOf(item));
        }

        Assert.InRange(meter.Look("roundtable.outgoing.longest"), 0, 512);
        var missed = await slow.ReadUntilAsync(IsResync);
        Assert.DoesNotContain(missed.SkipWhile(m => !IsResync(m)), m => TargetOf(m) == "Updated");
        await slow.OpenAsync(writer.Section);
        var reply = (await slow.ReadUntilAsync(m => m.TryGetProperty("result", out _)))[^1].GetProperty("result");
        var doc = new Yjs.Doc(1);
        doc.ApplyUpdate(reply.GetProperty("update").GetBytesFromBase64());
        Assert.Equal(other.TextOf(item), ((Yjs.YMap)doc.GetMap("items").Get(item)!).Get("text")!.ToString());
    }

    private static bool IsResync(JsonElement message) => TargetOf(message) == "Resync";

    private static string? TargetOf(JsonElement message) => message.TryGetProperty("target", out var target) ? target.GetString() : null;
}
