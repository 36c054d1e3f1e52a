using System.Net.Mail;
using Microsoft.Extensions.Options;
using RoundTable.Journal;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Hosting;

/// <summary>Stops the start on settings that cannot work.</summary>
internal sealed class RoundTableOptionsValidator : IValidateOptions<RoundTableOptions>
{
    // A timer takes no more than 49 days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(50);

    private static bool IsTimer(TimeSpan wait, TimeSpan least) => wait >= least && wait <= LongestWait;

    public ValidateOptionsResult Validate(string? name, RoundTableOptions options)
    {
        var faults = new List<string>();
        Check(!string.IsNullOrWhiteSpace(options.Data), "Data is the path of a folder");
        Check(options.PublicUrl is null or { IsAbsoluteUri: true, Scheme: "http" or "https" }, "PublicUrl is an http or https address");
        Check(options.Proxies.All(proxy => ProxyNetwork.TryParse(proxy, out _)), "Proxies is a list of addresses or networks (10.0.0.0/24)");
        Check(options.StopDelay >= TimeSpan.Zero && options.StopDelay <= TimeSpan.FromMinutes(10), "StopDelay is 0 to 10 minutes");
        Check(options.StopSpread >= TimeSpan.Zero && options.StopSpread <= TimeSpan.FromMinutes(10), "StopSpread is 0 to 10 minutes");
        Check(options.Store.Postgres is null || PostgresJournalOptions.IsConnectionString(options.Store.Postgres), "Store:Postgres is a connection string with a Host");
        Check(options.Store.Postgres is null || options.Keys.Postgres is not null, "Keys:Postgres goes with Store:Postgres: every server must find the same keys");
        Check(options.Store.QueueWrites > 0, "Store:QueueWrites is at least 1");
        Check(options.Store.QueueBytes > 0, "Store:QueueBytes is at least 1");
        Check(
            options.LegalBases.All(b => b.Code.Length is > 0 and <= 100 && b.Text.Length > 0) && options.LegalBases.DistinctBy(b => b.Code).Count() == options.LegalBases.Count,
            "LegalBases have each a Code of their own and a Text");
        Check(options.Telemetry.Otlp is null or { IsAbsoluteUri: true }, "Telemetry:Otlp is an address");
        Check(options.Mail.Port is > 0 and <= 65535, "Mail:Port is 1 to 65535");
        Check(options.Telemetry.TraceRatio is >= 0 and <= 1, "Telemetry:TraceRatio is 0 to 1");
        Check(MailAddress.TryCreate(options.Mail.From, out _), "Mail:From is a mail address");
        Check(IsTimer(options.Mail.Interval, ShortestWait), "Mail:Interval is 50 ms to 40 days");
        Check(options.Mail.RetryAfter >= ShortestWait, "Mail:RetryAfter is at least 50 ms");
        Check(options.Mail.Lease >= TimeSpan.FromSeconds(1), "Mail:Lease is at least a second");
        Check(options.Mail.Attempts > 0, "Mail:Attempts is at least 1");
        Check(options.Mail.User is null == options.Mail.Password is null, "Mail:User and Mail:Password go together");
        Check(options.SignIn.TriesPerMinute > 0, "SignIn:TriesPerMinute is at least 1");
        Check(options.SignIn.MailsPerMinute >= 10, "SignIn:MailsPerMinute is at least 10");
        Check(IsTimer(options.SignIn.Session, TimeSpan.FromMinutes(1)), "SignIn:Session is a minute to 40 days");
        Check(options.SignIn.Invitation >= TimeSpan.FromMinutes(1), "SignIn:Invitation is at least a minute");
        Check(options.SignIn.MinutesLink >= TimeSpan.FromMinutes(1), "SignIn:MinutesLink is at least a minute");
        foreach (var (setting, wait) in Waits(options.Doors))
            Check(IsTimer(wait, ShortestWait), $"Doors:{setting} is 50 ms to 40 days");
        foreach (var (setting, most) in Mosts(options.Doors))
            Check(most > 0, $"Doors:{setting} is at least 1");
        Check(options.Doors.UnsavedUpdates is >= 16 and <= 16_384, "Doors:UnsavedUpdates is 16 to 16384");
        Check(options.Doors.UnsavedBytes is >= SectionLimits.OfferedBytes and <= 16 * SectionLimits.OfferedBytes, "Doors:UnsavedBytes is 1048576 to 16777216: one offer must fit");
        Check(options.Doors.UnsavedBytes >= options.Doors.FrameBytes, "Doors:UnsavedBytes is at least Doors:FrameBytes: what comes in must be answered");
        Check(options.Retention.Years is > 0 and <= 200, "Retention:Years is 1 to 200");
        Check(options.Retention.LogYears is > 0 and <= 200, "Retention:LogYears is 1 to 200");
        Check(IsTimer(options.Retention.Interval, TimeSpan.FromSeconds(1)), "Retention:Interval is a second to 40 days");
        Check(options.Pdf.Queue >= 0, "Pdf:Queue is at least 0");
        Check(IsTimer(options.Pdf.Deadline, TimeSpan.FromSeconds(1)), "Pdf:Deadline is a second to 40 days");
        Check(options.Keys.Master is null || options.Keys.MasterFile is null, "Keys:Master and Keys:MasterFile exclude each other");
        Check(
            options.Keys.Postgres is null || options.Keys.Master is not null || options.Keys.MasterFile is not null,
            "Keys:Postgres goes with Keys:Master or Keys:MasterFile: a key that was made in a data folder goes when that folder goes");
        Check(options.Keys.Previous is null || options.Keys.PreviousFile is null, "Keys:Previous and Keys:PreviousFile exclude each other");
        Check(options.SignIn.MailLink >= TimeSpan.FromMinutes(1), "SignIn:MailLink is at least a minute");
        Check(options.SignIn.FirstMailLink >= TimeSpan.FromMinutes(1), "SignIn:FirstMailLink is at least a minute");
        var provider = options.OpenIdConnect;
        Check(provider.Authority is null or { IsAbsoluteUri: true, Scheme: "http" or "https" }, "OpenIdConnect:Authority is an http or https address");
        Check(provider.Authority is not { IsAbsoluteUri: true, Scheme: "http", IsLoopback: false }, "OpenIdConnect:Authority is https, except on this machine");
        Check(provider.Authority is null == provider.ClientId is null, "OpenIdConnect:Authority and OpenIdConnect:ClientId go together");
        Check(provider.ClientSecret is null || provider.IsConfigured, "OpenIdConnect:ClientSecret goes with Authority and ClientId");
        CheckLimits(options.Limits);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void CheckLimits(LimitOptions limits)
        {
            var smallestMessage = limits.UpdateBytes / 2 * 3;
            Check(limits.MessageBytes >= smallestMessage, $"Limits:MessageBytes is at least {smallestMessage}: an edit of {limits.UpdateBytes} must fit");
            Check(limits.ConnectionsPerPerson > 0, "Limits:ConnectionsPerPerson is at least 1");
            Check(limits.OpenPerConnection > 0, "Limits:OpenPerConnection is at least 1");
            Check(limits.QueueMessages > 0, "Limits:QueueMessages is at least 1");
            Check(limits.QueueBytes >= smallestMessage, $"Limits:QueueBytes is at least {smallestMessage}");
            foreach (var (name, value) in limits.Rates)
                Check(value > 0, $"Limits:{name} is at least 1");
            Check(limits.PersonByteBurst >= SectionLimits.OfferedBytes, "Limits:PersonByteBurst is at least 1048576: one offer must fit");
            Check(limits.SectionByteBurst >= SectionLimits.OfferedBytes, "Limits:SectionByteBurst is at least 1048576: one offer must fit");
            Check(limits.LongestWait >= TimeSpan.Zero && limits.LongestWait <= TimeSpan.FromSeconds(20), "Limits:LongestWait is 0 to 20 s");
            Check(limits.HeavyReadsPerPerson > 0, "Limits:HeavyReadsPerPerson is at least 1");
            Check(limits.HeavyReadsWaiting >= 0, "Limits:HeavyReadsWaiting is at least 0");
            Check(limits.LogEntries > 0, "Limits:LogEntries is at least 1");
            Check(limits.SectionItems > 0, "Limits:SectionItems is at least 1");
            foreach (var (name, value, least, most) in Sizes(limits))
                Check(value >= least && value <= most, $"Limits:{name} is {least} to {most}");
            Check(limits.SectionBytes >= limits.UpdateBytes, $"Limits:SectionBytes is at least {limits.UpdateBytes}: an edit must fit");
            Check(limits.SectionStructs >= limits.UpdateStructs, $"Limits:SectionStructs is at least {limits.UpdateStructs}: an edit must fit");
            Check(limits.SectionReaders > 0, "Limits:SectionReaders is at least 1");
            Check(limits.SectionReadersPerPerson > 0, "Limits:SectionReadersPerPerson is at least 1");
            Check(limits.SectionPagesPerPerson > 0, "Limits:SectionPagesPerPerson is at least 1");
            Check(limits.PresenceTick >= TimeSpan.FromMilliseconds(100) && limits.PresenceTick <= TimeSpan.FromMilliseconds(200), "Limits:PresenceTick is 100 to 200 ms");
            Check(limits.SectionIdle >= TimeSpan.FromSeconds(1), "Limits:SectionIdle is at least 1 s");
        }

        void Check(bool holds, string rule)
        {
            if (!holds)
                faults.Add($"Setting {RoundTableOptions.Section}:{rule}.");
        }
    }

    // Less would shut out what honest clients send; with more the work of one update, or one transaction, has no bound any more.
    private static IEnumerable<(string Setting, int Value, int Least, int Most)> Sizes(LimitOptions limits) =>
    [
        (nameof(limits.ItemLength), limits.ItemLength, 1_000, 20_000),
        (nameof(limits.ItemStructs), limits.ItemStructs, 1_000, 8_000),
        (nameof(limits.UpdateBytes), limits.UpdateBytes, 64 * 1024, 128 * 1024),
        (nameof(limits.UpdateStructs), limits.UpdateStructs, 5_000, 10_000),
        (nameof(limits.StateVectorBytes), limits.StateVectorBytes, 1024, 64 * 1024),
        (nameof(limits.SectionUnsavedUpdates), limits.SectionUnsavedUpdates, 16, 16_384),
        (nameof(limits.SectionUnsavedBytes), limits.SectionUnsavedBytes, SectionLimits.OfferedBytes, 32 * SectionLimits.OfferedBytes),
    ];

    private static IEnumerable<(string Setting, TimeSpan Wait)> Waits(DoorOptions doors) =>
    [
        (nameof(doors.Token), doors.Token),
        (nameof(doors.TokenDeadline), doors.TokenDeadline),
        (nameof(doors.Heartbeat), doors.Heartbeat),
        (nameof(doors.Patience), doors.Patience),
    ];

    private static IEnumerable<(string Setting, int Most)> Mosts(DoorOptions doors) =>
    [
        (nameof(doors.SocketsBeforeToken), doors.SocketsBeforeToken),
        (nameof(doors.SocketsBeforeTokenPerAddress), doors.SocketsBeforeTokenPerAddress),
        (nameof(doors.BytesBeforeToken), doors.BytesBeforeToken),
        (nameof(doors.MessagesBeforeToken), doors.MessagesBeforeToken),
        (nameof(doors.DocumentsPerSocket), doors.DocumentsPerSocket),
        (nameof(doors.DocumentsPerPerson), doors.DocumentsPerPerson),
        (nameof(doors.FrameBytes), doors.FrameBytes),
        (nameof(doors.FramesPerSecond), doors.FramesPerSecond),
        (nameof(doors.QueueBytes), doors.QueueBytes),
        (nameof(doors.QueueFrames), doors.QueueFrames),
        (nameof(doors.PresenceBytes), doors.PresenceBytes),
    ];
}
