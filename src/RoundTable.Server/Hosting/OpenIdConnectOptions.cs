namespace RoundTable.Server.Hosting;

/// <summary>Sign-in of professionals with OpenID Connect, at any provider that keeps to the standard. Off until <see cref="Authority"/> is set.</summary>
public sealed class OpenIdConnectOptions
{
    /// <summary>The provider's address, under which <c>/.well-known/openid-configuration</c> is found. Default none.</summary>
    public Uri? Authority { get; set; }

    /// <summary>Our name at the provider.</summary>
    public string? ClientId { get; set; }

    /// <summary>Our secret at the provider; none for a public client.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>What is asked of the provider. Default <c>openid email</c>.</summary>
    public string Scope { get; set; } = "openid email";

    /// <summary>The claim with the mail address. Default <c>email</c>.</summary>
    public string MailClaim { get; set; } = "email";

    /// <summary>Whether every mail address of this provider is verified, also without the claim <c>email_verified</c>. Default false.</summary>
    public bool MailIsVerified { get; set; }

    /// <summary>Whether somebody who signs out here is taken to the provider to sign out there too. Default true.</summary>
    public bool SignOutThere { get; set; } = true;

    /// <summary>How the button calls the provider, for instance the municipality's name. Default <c>werkaccount</c>.</summary>
    public string Name { get; set; } = "werkaccount";

    /// <summary>Whether professionals sign in there.</summary>
    public bool IsConfigured => Authority is not null && ClientId is not null;
}
