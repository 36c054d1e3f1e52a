using System.Net;
using RoundTable.Domain.Views;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Attack;

/// <summary>A family whose meeting is over and whose minutes are out, and those who want more of it than is theirs.</summary>
public sealed class ClosedFamily : IAsyncLifetime
{
    private readonly Dictionary<Attacker, Browser> _attackers = [];
    private MeetingRun _meeting = null!;

    internal TableServer Server { get; private set; } = null!;

    internal Browser Director => _meeting.Chair.Guest.Browser;

    /// <summary>What the placeholders in routes and bodies stand for: everything is of the family under attack.</summary>
    internal IReadOnlyDictionary<string, string> Ids { get; private set; } = null!;

    /// <summary>Words that only people of this family may read.</summary>
    internal IReadOnlyList<string> Secrets { get; private set; } = [];

    internal Browser this[Attacker attacker] => _attackers[attacker];

    public async ValueTask InitializeAsync()
    {
        Server = await DemoServer.StartAsync(settings: settings =>
        {
            settings["RoundTable:SignIn:TriesPerMinute"] = "100000";
            settings["RoundTable:Pdf:Browser"] = "/nowhere/chromium";
        });
        _meeting = await new MeetingRun(Server).HoldAsync();
        var plan = await _meeting.Chair.Table.NextAsync<PlanView>(view => view.Minutes.Count > 0);
        Ids = new Dictionary<string, string>
        {
            ["plan"] = plan.Id.Value,
            ["person"] = plan.People.Single(person => person.Name.StartsWith("Els", StringComparison.Ordinal)).Id.Value,
            ["meeting"] = _meeting.Chair.Meeting.Id.Value,
            ["minutes"] = plan.Minutes[0].Id.Value,
            ["section"] = plan.Sections.First(section => !section.Audience.Contains(_meeting["Nadia"].Person)).Id.Value,
            ["other"] = plan.People.Single(person => person.Name.StartsWith("Peter", StringComparison.Ordinal)).Id.Value,
            ["delivery"] = plan.Deliveries[0].Id.Value,
            ["consent"] = "nothing",
            ["protection"] = "nothing",
            ["basis"] = "nothing",
            ["task"] = "nothing",
            ["emergency"] = "nothing",
            ["session"] = (await (await Director.GetAsync("/api/sessions")).ReadAsync<SessionsReply>()).Sessions.Single(session => session.Current).Id,
            ["seq"] = "1",
            ["room"] = _meeting.Chair.Meeting.Rooms[0].Id.Value,
        };
        Secrets = [plan.FamilyName, .. plan.People.Select(person => person.Name)];
        _attackers[Attacker.Nobody] = Server.Browse();
        _attackers[Attacker.SignedOut] = await SignedOutAsync();
        _attackers[Attacker.Stranger] = (await Server.EnterAsync("Miriam")).Browser;
        _attackers[Attacker.Member] = _meeting["Nadia"].Guest.Browser;
        _attackers[Attacker.Reader] = await ReaderAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _meeting.DisposeAsync();
        foreach (var browser in _attackers.Values)
            browser.Dispose();
        await Server.DisposeAsync();
    }

    // The director's own cookie of a session that they have ended, as somebody stole it before.
    private async Task<Browser> SignedOutAsync()
    {
        var director = await Server.EnterAsync("Ingrid");
        var stolen = director.Browser.Cookies.GetCookieHeader(Server.Address).Split('=', 2);
        Assert.Equal(HttpStatusCode.NoContent, (await director.Browser.PostAsync("/api/sign-out")).StatusCode);
        director.Browser.Dispose();
        var thief = Server.Browse();
        thief.Cookies.Add(Server.Address, new Cookie(stolen[0], stolen[1], "/"));
        return thief;
    }

    // Somebody who came by the link in a minutes mail: their session is good for these minutes only.
    private async Task<Browser> ReaderAsync()
    {
        var mail = (await Mailbox.ArrivedAsync(Server.Data, "joost.rademaker@post.example"))[0];
        var reader = Server.Browse();
        await (await reader.PostAsync("/api/way-in/enter", new EnterRequest(Mailbox.TokenIn(mail)))).ReadAsync<EnterReply>();
        return reader;
    }
}

/// <summary>Who tries.</summary>
public enum Attacker
{
    /// <summary>Nobody is signed in.</summary>
    Nobody,

    /// <summary>A stolen cookie of a session that was ended.</summary>
    SignedOut,

    /// <summary>The director of another family.</summary>
    Stranger,

    /// <summary>A parent in the family itself.</summary>
    Member,

    /// <summary>A recipient of the minutes who came by the link in the mail.</summary>
    Reader,
}
