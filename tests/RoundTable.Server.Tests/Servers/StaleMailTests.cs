using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Journal.Tests;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Mail;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests.Servers;

/// <summary>A server that takes the mail of a plan of which it has not heard the latest.</summary>
[Collection<PostgresCollection>]
public sealed class StaleMailTests(PostgresServer postgres)
{
    [Fact]
    public async Task Invitation_OfSomebodyAddedOnAnotherServer_IsMailedByOneThatHasNotHeardOfThem()
    {
        const string joke = "joke.verhagen@post.example";
        await using var shared = await SharedDatabase.StartAsync(postgres, 1, settings: all => all["RoundTable:Mail:Interval"] = "12:00:00");
        await shared.AddAsync(services: DeafFeed.Before);
        await using var chair = await Seat.TakeAsync(shared[1], "Ingrid");
        var director = await shared[0].EnterAsync("Ingrid");
        var added = await director.Browser.PostAsync(
            $"/api/plans/{director.Plan}/people",
            new AddPersonBody("Joke Verhagen", PersonRole.SafeHomeWorker, "Veilig Thuis", Email: joke, LegalBasis: new LegalBasisBody("directly-involved", "Nodig.", "Niet meer.", InformedOn: new DateOnly(2026, 2, 1))));
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var state = await shared[0].Services.GetRequiredService<GrainHost>().Plan(director.Plan).CallAsync(p => p.StateAsync());

        await shared[0].Services.GetRequiredService<Outbox>().InviteProfessionalAsync(
            Caller.Server(state.Director), director.Plan, state.People.Single(p => p.Name == "Joke Verhagen").Id);

        await Mailbox.ArrivedAsync(shared[0].Data, joke);
    }
}
