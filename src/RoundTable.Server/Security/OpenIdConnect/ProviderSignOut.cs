using RoundTable.Grains;
using RoundTable.Grains.Hosting;

namespace RoundTable.Server.Security.OpenIdConnect;

/// <summary>Where somebody who signs out here goes on to sign out at the provider: on a shared computer the next one would come in there as them.</summary>
internal sealed class ProviderSignOut(OpenIdConnectClient client, GrainHost grains)
{
    /// <summary>Whether a visitor came by the provider; asked before their session ends.</summary>
    public async Task<bool> IsForAsync(Visitor visitor)
    {
        if (!client.IsConfigured)
            return false;
        var sessions = await grains.Subject(visitor.Subject).CallAsync(subject => subject.SessionsAsync());
        return sessions.Any(session => session.Id == visitor.Session && session.Provider is not null);
    }

    /// <summary>The provider's address to go to; asked when the session here is over, as a provider may be slow to answer.</summary>
    public Task<string?> AddressAsync(CancellationToken ct) => client.SignOutAddressAsync(ct);
}
