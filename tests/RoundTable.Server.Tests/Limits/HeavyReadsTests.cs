using System.Globalization;
using System.Net;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Limits;

/// <summary>What costs much to read, many times at once by one person.</summary>
public class HeavyReadsTests
{
    private const int AtOnce = 2;
    private const int Waiting = 4;

    [Theory]
    [InlineData("access")]
    [InlineData("people/{0}/export")]
    public async Task HeavyReads_OfOnePersonAtOnce_RunTwoByTwo_AndNobodyElseWaits(string what)
    {
        FickleJournal journal = null!;
        await using var server = TableServer.Start(demo: true, services: services => journal = FickleJournal.Before(services));
        await server.ReadyAsync();
        var (mother, other) = (await server.EnterAsync("Nadia"), await server.EnterAsync("Miriam"));
        foreach (var guest in new[] { mother, other })
            await guest.Browser.GetAsync($"/api/plans/{guest.Plan}");
        using var hold = journal.HoldReads("access/");

        var asked = Enumerable.Range(0, 20).Select(_ => ReadAsync(mother)).ToList();
        await Patience.UntilAsync("all but those that wait run or are answered", () => asked.Count(a => a.IsCompleted) + journal.Held >= asked.Count - Waiting);

        Assert.Equal(AtOnce, journal.Held);
        var refused = asked.Where(a => a.IsCompleted).ToList();
        Assert.Equal(asked.Count - AtOnce - Waiting, refused.Count);
        Assert.Equal((429, "request.too-many"), await (await refused[0]).ProblemAsync());
        var others = ReadAsync(other);
        await Patience.UntilAsync("somebody else's runs", () => journal.Held > AtOnce);
        hold.Release();
        Assert.All(await Task.WhenAll(asked.Except(refused).Append(others)), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));

        Task<HttpResponseMessage> ReadAsync(Guest guest) =>
            guest.Browser.GetAsync($"/api/plans/{guest.Plan}/{string.Format(CultureInfo.InvariantCulture, what, guest.Desk.Person)}");
    }
}
