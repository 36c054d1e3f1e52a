namespace RoundTable.Server.Security.OpenIdConnect;

/// <summary>One visit of a browser to the provider: what must come back with it.</summary>
/// <param name="State">Ties the answer to this browser.</param>
/// <param name="Nonce">Ties the identity token to this visit.</param>
/// <param name="Verifier">Proves at the token endpoint that the code is ours (PKCE).</param>
/// <param name="To">Where the person wanted to go.</param>
/// <param name="Before">The session token of whoever was signed in in this browser, or null.</param>
internal sealed record Attempt(string State, string Nonce, string Verifier, string To, string? Before = null);
