using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public class KillTests
{
    private const int Edits = 40;

    [Fact]
    public async Task Server_KilledWhileThreeType_HasEveryAcknowledgedEditAfterItsRestart()
    {
        var data = TempFolders.Next();
        var acknowledged = new List<string>();
        using (var server = await ServerProcess.StartAsync(data))
        {
            var typists = new List<Typist>();
            foreach (var name in new[] { "Sanae", "Peter", "Els" })
                typists.Add(await Typist.SitAsync(server.Address, data, name));
            var typing = typists.ConvertAll(typist => typist.TypeAsync(Edits));
            await Task.WhenAll(typists.Select(typist => typist.SavedAsync(Edits / 4)));

            server.Kill();

            await Task.WhenAll(typing);
            Assert.All(typists, typist => Assert.InRange(typist.Acknowledged.Count, Edits / 4, Edits));
            acknowledged.AddRange(typists.SelectMany(typist => typist.Acknowledged));
            foreach (var typist in typists)
                await typist.DisposeAsync();
        }

        using var again = await ServerProcess.StartAsync(data);
        await using var reader = await Typist.SitAsync(again.Address, data, "Sanae");
        var kept = reader.Text;
        Assert.All(acknowledged, word => Assert.Contains(word, kept));
    }
}
