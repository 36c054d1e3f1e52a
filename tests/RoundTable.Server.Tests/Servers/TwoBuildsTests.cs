using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Journal.Tests;
using RoundTable.Server.Web;

namespace RoundTable.Server.Tests.Servers;

/// <summary>A server of one build and a server of the next over one database, and somebody who deals out requests.</summary>
[Collection<PostgresCollection>]
public sealed class TwoBuildsTests(PostgresServer postgres)
{
    [Fact]
    public async Task Page_OfEitherBuild_GetsAllItsFilesAndWhatNobodyHasIsMissing()
    {
        string[] before = ["assets/index-A1.js", "assets/common-A2.js"], after = ["assets/index-B1.js", "assets/common-B2.js", "assets/index-B3.css"];
        await using var shared = await SharedDatabase.StartAsync(postgres, 1, services: With(before));
        await shared.AddAsync(services: With(after));
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var turn = 0;

        foreach (var file in before.Concat(after).Concat(after).Concat(before))
            Assert.Equal(file, await (await GetAsync($"/{file}")).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/assets/index-C1.js")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(new Uri(shared[0].Address, "/icon-C1.svg"))).StatusCode);

        async Task<HttpResponseMessage> GetAsync(string path)
        {
            for (var times = 0; ; times++)
            {
                Assert.InRange(times, 0, 16);
                var response = await browser.GetAsync(new Uri(shared[turn++ % 2].Address, path));
                if (response.StatusCode != HttpStatusCode.Redirect)
                    return response;
                path = response.Headers.Location!.OriginalString;
            }
        }
    }

    private static Action<IServiceCollection> With(string[] files) => services =>
        services.AddSingleton(new WebFiles(files.Select(file => KeyValuePair.Create(file, System.Text.Encoding.UTF8.GetBytes(file)))));
}
