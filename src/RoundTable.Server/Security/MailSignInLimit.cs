using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using RoundTable.Server.Hosting;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Security;

/// <summary>
/// How many sign-in links are mailed: to one address few enough that nobody's box is filled by another, and in all few enough
/// that nobody waits behind what somebody asks for addresses that nobody has. Whoever is over it hears nothing, and the links
/// that came go on working, so that it shuts nobody out.
/// </summary>
internal sealed class MailSignInLimit(IOptions<RoundTableOptions> options) : IDisposable
{
    /// <summary>As what it counts that somebody is over it; nobody hears it.</summary>
    public const string TooMany = "sign-in.too-many-mails";

    private const int HolderPart = 10;

    private readonly PartitionedRateLimiter<IPAddress> _ofHolder = PartitionedRateLimiter.Create<IPAddress, IPAddress>(from =>
        SecurityExtensions.HolderOf(from) is { } holder
            ? RateLimitPartition.GetSlidingWindowLimiter(holder, _ => SecurityExtensions.PerMinute(options.Value.SignIn.MailsPerMinute / HolderPart))
            : RateLimitPartition.GetNoLimiter(IPAddress.None));

    private readonly SlidingWindowRateLimiter _ofAll = new(SecurityExtensions.PerMinute(options.Value.SignIn.MailsPerMinute));

    private readonly PartitionedRateLimiter<string> _toAddress = PartitionedRateLimiter.Create<string, string>(mail =>
        RateLimitPartition.GetFixedWindowLimiter(Account.Of(mail).Value, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = 3,
            Window = TimeSpan.FromMinutes(10),
        }));

    /// <summary>Whether a link is mailed.</summary>
    /// <param name="mail">To which address.</param>
    /// <param name="from">Whose network asks; null when that is not known.</param>
    public bool Allows(string mail, IPAddress? from)
    {
        // Asked first and taken last: what is over it takes nothing of everybody's, and only what is mailed counts for it.
        using var isFree = _toAddress.AttemptAcquire(mail, permitCount: 0);
        if (!isFree.IsAcquired)
            return false;
        using var ofHolder = _ofHolder.AttemptAcquire(from ?? IPAddress.None);
        if (!ofHolder.IsAcquired)
            return false;
        using var ofAll = _ofAll.AttemptAcquire();
        if (!ofAll.IsAcquired)
            return false;
        using var toAddress = _toAddress.AttemptAcquire(mail);
        return toAddress.IsAcquired;
    }

    public void Dispose()
    {
        _toAddress.Dispose();
        _ofHolder.Dispose();
        _ofAll.Dispose();
    }
}
