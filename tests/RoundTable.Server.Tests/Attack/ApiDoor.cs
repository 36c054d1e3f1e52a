namespace RoundTable.Server.Tests.Attack;

/// <summary>One route of the API and what each attacker must hear there, as "status" or "status code".</summary>
/// <param name="Operation">Method and path as the API describes itself.</param>
/// <param name="Stranger">What the director of another family hears about this family's ids.</param>
/// <param name="Member">What a parent of the family hears.</param>
/// <param name="Reader">What somebody hears who may read these minutes only.</param>
/// <param name="Body">A body that would be good, with {placeholders}; null for none.</param>
/// <param name="Open">What everybody hears on a route that needs no session; null where one is needed.</param>
internal sealed record ApiDoor(string Operation, string Stranger, string Member, string Reader, string? Body = null, string? Open = null)
{
    /// <summary>
    /// Every route. A new one fails the tests until somebody has thought about who may use it with whose ids, and written
    /// it here.
    /// </summary>
    public static IReadOnlyList<ApiDoor> All { get; } =
    [
        new("get /api/legal-bases", "200", "200", "403 session.forbidden"),
        new("get /api/me", "200", "200", "200"),
        new("get /api/meetings/{meeting}/calendar", "404 meeting.not-in-room", "200", "403 session.forbidden"),
        new("get /api/minutes/{minutes}", "404 minutes.unknown", "200", "200"),
        new("get /api/minutes/{minutes}/pdf", "404 minutes.unknown", "503 pdf.unavailable", "503 pdf.unavailable"),
        new("get /api/minutes/{minutes}/of/{person}/together", "404 minutes.unknown", "404 minutes.unknown", "403 session.forbidden"),
        new("get /api/plans/{plan}", "404 plan.not-a-member", "200", "403 session.forbidden"),
        new("get /api/plans/{plan}/access", "404 plan.not-a-member", "200", "403 session.forbidden"),
        new("get /api/plans/{plan}/emergency", "404 plan.not-a-member", "404 emergency.not-running", "403 session.forbidden"),
        new("get /api/plans/{plan}/erasure", "404 plan.not-a-member", "404 plan.not-a-member", "403 session.forbidden"),
        new("get /api/plans/{plan}/people/{person}/export", "404 plan.not-a-member", "403 plan.not-director", "403 session.forbidden"),
        new("get /api/plans/{plan}/without-code", "404 plan.not-a-member", "403 plan.not-director", "403 session.forbidden"),
        new("get /api/sections/{section}/history", "404 section.not-a-reader", "404 section.not-a-reader", "403 session.forbidden"),
        new("get /api/sections/{section}/history/{seq}", "404 section.not-a-reader", "404 section.not-a-reader", "403 session.forbidden"),
        new("post /api/minutes/{minutes}/acknowledgement", "404 minutes.unknown", "204", "204"),
        new("post /api/minutes/{minutes}/reactions", "404 minutes.unknown", "204", "204", """{"text":"Dank."}"""),
        new("post /api/plans", "201", "403 plan.not-director", "403 session.forbidden",
            """{"familyName":"Gezin X","municipality":"Wilgendam","reason":"Daarom.","directorName":null,"directorOrganisation":null,"directorEmail":null,"directorPhone":null}"""),
        Arranging("/consents", """{"kind":"shareData","about":["{person}"],"to":["{other}"],"categories":["attendance"],"purpose":"Om te helpen."}"""),
        Arranging("/consents/{consent}/given", """{"by":"{person}","medium":"paper"}"""),
        Arranging("/deliveries/{delivery}/not-shared", """{"reason":"Het hoeft niet."}"""),
        Arranging("/deliveries/{delivery}/sent-again", null),
        Arranging("/deliveries/{delivery}/shared-after-all", null),
        Arranging("/handover", """{"to":"{other}"}"""),
        new("post /api/plans/{plan}/handover/acceptance", "404 plan.not-a-member", "422 plan.no-handover", "403 session.forbidden"),
        Arranging("/legal-bases", """{"code":"nothing","necessity":"Het moet.","proportionality":"Niet meer dan nodig.","to":["{other}"]}"""),
        Arranging("/legal-bases/{basis}/end", """{"reason":"Daarom."}"""),
        Arranging("/meetings/{meeting}/people", """{"person":"{other}","room":"{room}"}"""),
        Arranging("/people/{person}/shielding", """{"aliasName":"iemand","shieldedFrom":["{other}"],"hiddenFrom":[]}"""),
        Arranging("/protections", """{"protected":["{person}"],"from":["{other}"],"indirect":[],"hides":"","words":[],"reason":"Daarom.","reviewOn":"2040-01-15"}"""),
        Arranging("/protections/{protection}/end", """{"reason":"Daarom."}"""),
        Arranging("/relations", """{"kind":"serves","of":"{person}","to":"{other}"}"""),
        Arranging("/sections", """{"audience":["{person}"],"reason":"Daarom.","reviewer":"{other}","reviewOn":"2040-01-15"}"""),
        Arranging("/sections/{section}/audience", """{"audience":["{person}"]}"""),
        Arranging("/tasks/{task}/done", null),
        new("post /api/plans/{plan}/emergencies/{emergency}/review", "404 plan.not-a-member", "404 emergency.unknown", "403 session.forbidden",
            """{"verdict":"justified","remark":""}"""),
        new("post /api/plans/{plan}/emergency", "404 plan.not-a-member", "403 emergency.not-allowed", "403 session.forbidden", """{"reason":"Ik wil het weten."}"""),
        new("post /api/plans/{plan}/erasure", "404 plan.not-a-member", "403 plan.not-director", "403 session.forbidden",
            """{"familyName":"X","reason":"Y"}"""),
        new("post /api/plans/{plan}/meetings", "404 plan.not-a-member", "403 plan.not-director", "403 session.forbidden",
            """{"kind":"evaluation","startsAt":"2040-01-15T10:00:00Z","participants":["{person}"],"informed":[]}"""),
        new("post /api/plans/{plan}/people", "404 plan.not-a-member", "403 plan.not-director", "403 session.forbidden",
            """{"name":"Iemand","role":"professional","organisation":"Team X","relation":null,"email":"iemand@post.example","phone":null,"birthDate":null,"inCircle":true}"""),
        new("post /api/plans/{plan}/people/{person}/invitation", "404 plan.not-a-member", "403 plan.not-director", "403 session.forbidden"),
        new("get /api/sessions", "200", "200", "403 session.forbidden"),
        new("get /api/sign-in", "", "", "", Open: "200"),
        new("get /api/sign-in/callback", "", "", "", Open: "404 sign-in.not-offered"),
        new("get /api/sign-in/start", "", "", "", Open: "404 sign-in.not-offered"),
        new("post /api/sections/{section}/door-tokens", "404 section.not-a-reader", "404 section.not-a-reader", "403 session.forbidden", """{"readOnly":false}"""),
        new("post /api/sessions/{session}/end", "404 session.unknown", "404 session.unknown", "403 session.forbidden"),
        new("post /api/sign-in/logout", "", "", "", Open: "404 sign-in.not-offered"),
        new("post /api/sign-in/mail", "", "", "", """{"email":"niemand@post.example"}""", Open: "204"),
        new("post /api/sections/{section}/history/{seq}/restore", "404 section.not-a-reader", "404 section.not-a-reader", "403 session.forbidden", """{"item":null}"""),
        new("post /api/sections/{section}/moments", "404 section.not-a-reader", "404 section.not-a-reader", "403 session.forbidden", """{"name":"Voor het gesprek"}"""),
        new("post /api/sign-out", "204", "204", "204"),
        new("post /api/sign-out-everywhere", "204", "204", "403 session.forbidden"),
        new("post /api/way-in/enter", "", "", "", """{"token":"nonsense","code":"123456"}""", Open: "404 wayin.unknown"),
        new("post /api/way-in/look", "", "", "", """{"token":"nonsense"}""", Open: "404 wayin.unknown"),
    ];

    /// <summary>Routes that the API's description leaves out, and why each may.</summary>
    public static IReadOnlyList<string> NotDescribed { get; } =
    [
        "/health/live", "/health/ready", // say that the server runs, and nothing else
        "/openapi/{documentName}.json", // the description itself
        "/hubs/table", "/hubs/table/negotiate", // HubAttackTests
        "/collab", "/yjs/{**document}", // doors for Yjs clients, which need a token of the route above and have tests of their own
        "/api/{**rest}", // "not found" for what is not there
        "/", "/in", "/sign-in", "/sessions", "/plan/{id}", "/plan/{id}/history/{section}", "/meeting/{id}", "/minutes/{id}", "/minutes/{id}/with/{person}", "/{**path:file}", // the web client: the same for everybody
    ];

    // What only the director arranges in a plan.
    private static ApiDoor Arranging(string path, string? body) =>
        new($"post /api/plans/{{plan}}{path}", "404 plan.not-a-member", "403 plan.not-director", "403 session.forbidden", body);

    public string Method => Operation.Split(' ')[0].ToUpperInvariant();

    /// <summary>Whether it would end the session of whoever uses it, or of the director to whom the ids belong.</summary>
    public bool EndsSession => EndsOwnSession || Operation == "post /api/sessions/{session}/end";

    /// <summary>Whether a server calls it that does not know our header, and whose signature counts instead.</summary>
    public bool IsForOtherServers => Operation == "post /api/sign-in/logout";

    /// <summary>Whether it ends the session of whoever uses it.</summary>
    public bool EndsOwnSession => Operation.StartsWith("post /api/sign-out", StringComparison.Ordinal);

    public bool Changes => Method != "GET";

    public string Expected(Attacker attacker) => Open ?? attacker switch
    {
        Attacker.Stranger => Stranger,
        Attacker.Member => Member,
        Attacker.Reader => Reader,
        _ => "401 session.required",
    };

    public string Path(IReadOnlyDictionary<string, string> ids) => Filled(Operation.Split(' ')[1], ids);

    public HttpContent? Content(IReadOnlyDictionary<string, string> ids) => Body is null ? null : Json(Filled(Body, ids));

    public static HttpContent Json(string text) => new StringContent(text, System.Text.Encoding.UTF8, "application/json");

    public static string Filled(string text, IReadOnlyDictionary<string, string> ids)
    {
        foreach (var (name, id) in ids)
            text = text.Replace($"{{{name}}}", id, StringComparison.Ordinal);
        return text;
    }
}
