using System.Threading.RateLimiting;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Security;

/// <summary>
/// How often a sign-in link is mailed to one address: few enough that nobody's box is filled by another. Whoever is over it
/// hears nothing, and the links that came go on working, so that it shuts nobody out.
/// </summary>
internal sealed class MailSignInLimit : IDisposable
{
    /// <summary>As what it counts that somebody is over it; nobody hears it.</summary>
    public const string TooMany = "sign-in.too-many-mails";

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(mail =>
        RateLimitPartition.GetFixedWindowLimiter(Account.Of(mail).Value, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = 3,
            Window = TimeSpan.FromMinutes(10),
        }));

    public bool Allows(string mail)
    {
        using var lease = _limiter.AttemptAcquire(mail);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
