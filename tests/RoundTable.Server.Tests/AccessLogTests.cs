using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Journal;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public class AccessLogTests
{
    [Fact]
    public async Task Reading_IsRecordedByIdOnly_AndARefusedTryIsNot()
    {
        await using var server = await DemoServer.StartAsync();
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        await using var father = await Seat.TakeAsync(server, "Mark");
        var section = mother.LiveSection(shielded: true);
        await section.OpenAsync();
        await father.Table.OpenSectionAsync(section.Section);

        var journal = server.Services.GetRequiredService<IJournal>();
        var read = new List<string>();
        await foreach (var record in journal.ReadAsync(new StreamId($"access/{mother.Plan.Id}")))
            read.Add($"{record.Actor.Person} {record.Kind} {Encoding.UTF8.GetString(record.Payload.Span)}");

        Assert.Equal(
            [
                $"{mother.Person} read {{\"what\":\"plan\",\"id\":\"{mother.Plan.Id}\"}}",
                $"{mother.Person} read {{\"what\":\"meeting\",\"id\":\"{mother.Meeting.Id}\"}}",
                $"{father.Person} read {{\"what\":\"plan\",\"id\":\"{mother.Plan.Id}\"}}",
                $"{father.Person} read {{\"what\":\"meeting\",\"id\":\"{father.Meeting.Id}\"}}",
                $"{mother.Person} read {{\"what\":\"section\",\"id\":\"{section.Section}\"}}",
            ],
            read);
    }
}
