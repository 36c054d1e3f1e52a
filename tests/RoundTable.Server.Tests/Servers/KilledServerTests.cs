using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.SignalR.Client;
using RoundTable.Journal.Tests;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Servers;

/// <summary>Servers as processes of their own over one database; some die without a word.</summary>
[Collection<PostgresCollection>]
public sealed class KilledServerTests(PostgresServer postgres)
{
    private const int Edits = 30;

    [Fact]
    public async Task Server_KilledAmongThree_ItsPeopleGoOnElsewhereAndNothingAcknowledgedIsLost()
    {
        var store = await SharedDatabase.ArgumentsAsync(postgres);
        var data = TempFolders.Next();
        using var first = await ServerProcess.StartAsync(data, demo: true, store);
        using var second = await ServerProcess.StartAsync(data, demo: false, store);
        using var third = await ServerProcess.StartAsync(data, demo: false, store);
        await using var sanae = await Typist.SitAsync(first.Address, data, "Sanae");
        await using var peter = await Typist.SitAsync(second.Address, data, "Peter");
        await using var els = await Typist.SitAsync(third.Address, data, "Els");
        Typist[] typists = [sanae, peter, els];
        var typing = typists.Select(typist => typist.TypeAsync(Edits)).ToList();
        await Task.WhenAll(typists.Select(typist => typist.SavedAsync(Edits / 4)));

        foreach (var typist in new[] { sanae, els })
            await typist.Table.Hub.SendAsync("SetPresence", new SetPresenceRequest(typist.Section.Section, null, true));
        await peter.Table.UpToAsync<PeopleShown>(e => e.People.Count == 2);

        first.Kill();

        await peter.Table.NextAsync<PeopleShown>(e => e.People.Count == 1);
        await Task.WhenAll(typing);
        Assert.InRange(peter.Acknowledged.Count, Edits - 1, Edits);
        Assert.InRange(els.Acknowledged.Count, Edits - 1, Edits);
        await using var back = await Typist.SitAsync(second.Address, data, "Sanae");
        Assert.All(typists.SelectMany(typist => typist.Acknowledged), word => Assert.Equal(2, back.Text.Split(word).Length));
        await back.TypeAsync(1);

        // Els reads on: what Sanae wrote here and there, and nothing twice but the word that she wrote twice.
        await els.Section.UntilAsync(copy => copy.AllText.Split(" Sanae-0.").Length == 3
            && sanae.Acknowledged.TrueForAll(word => copy.AllText.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Server_KilledWithMailInItsHands_AnotherSendsItWhenTheLeaseEnds()
    {
        var store = await SharedDatabase.ArgumentsAsync(postgres);
        var data = TempFolders.Next();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        string[] settings =
        [
            .. store, "--RoundTable:Mail:Lease=00:00:05", "--RoundTable:Mail:Interval=00:00:00.050",
            "--RoundTable:Mail:Host=127.0.0.1", $"--RoundTable:Mail:Port={((IPEndPoint)silent.LocalEndpoint).Port}",
        ];
        using var holder = await ServerProcess.StartAsync(data, demo: true, settings);
        await using (await new MeetingRun(name => Seat.TakeAsync(holder.Address, data, name)).HoldAsync())
        {
            // It has taken the mail, and waits for an answer that does not come.
            using var taken = await silent.AcceptTcpClientAsync().WaitAsync(Patience.Enough);
            holder.Kill();
        }

        await using var heir = TableServer.Start(data, settings: all =>
        {
            foreach (var (key, value) in store.Select(argument => argument[2..].Split('=', 2)).Select(pair => (pair[0], pair[1])))
                all[key] = value;
            all["RoundTable:Mail:Lease"] = "00:00:05";
        });

        await Mailbox.ArrivedAsync(data, "joost.rademaker@post.example", "nadia.el.amarti@post.example");
    }
}
