using Microsoft.Extensions.Options;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Journal;
using RoundTable.Server.Hosting;
using RoundTable.Server.Telemetry;

namespace RoundTable.Server.Mail;

/// <summary>
/// Takes what is due: lets days begin, composes minutes of closed meetings, and sends mail. What fails is tried again, ever later.
/// A mail server that answers slowly holds up neither what needs no mail nor the mail that somebody waits for, and an alert waits
/// for no other mail at all.
/// </summary>
internal sealed partial class OutboxWorker(
    IHostApplicationLifetime lifetime,
    StoreStart store,
    IJournal journal,
    PlanArranging arranging,
    MinutesComposing composing,
    Postman postman,
    OutboxHold hold,
    IOptions<RoundTableOptions> options,
    TimeProvider time,
    ServerMeter meter,
    ILogger<OutboxWorker> logger) : BackgroundService
{
    private const int MaxAtOnce = 8;
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    private readonly MailOptions _options = options.Value.Mail;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Links in mail need the address, which is known only then.
            await lifetime.ListensAsync(stoppingToken);
            await store.Reached.WaitAsync(stoppingToken);
            await GoOnAsync(
                async () =>
                {
                    if (await hold.IsHeldAsync(stoppingToken))
                        LogHeld(logger);
                },
                stoppingToken);
            await Task.WhenAll(
                RepeatAsync(WorkAsync, stoppingToken),
                RepeatAsync(AlertAsync, stoppingToken),
                RepeatAsync(SignInAsync, stoppingToken),
                RepeatAsync(SendAsync, stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    // A round that says that more may be waiting is followed by another at once.
    private async Task RepeatAsync(Func<CancellationToken, Task<bool>> round, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(_options.Interval, time);
        while (await timer.WaitForNextTickAsync(ct))
        {
            while (await round(ct))
            {
            }
        }
    }

    private async Task<bool> WorkAsync(CancellationToken ct)
    {
        await GoOnAsync(() => RunForEverAsync(PlanDue.DayKind, work => postman.BeginDayAsync(work, ct), ct), ct);
        await GoOnAsync(() => RunForEverAsync(PlanDue.WithholdKind, work => arranging.WithholdAsync(PlanDue.PlanOf(work.Work)), ct), ct);
        await GoOnAsync(() => composing.RunDueAsync(ct), ct);
        return false;
    }

    private Task<bool> AlertAsync(CancellationToken ct) => RunAsync(PlanDue.AlertKind, postman.AlertAsync, _ => Task.CompletedTask, ct);

    private Task<bool> SignInAsync(CancellationToken ct) => RunAsync(Outbox.SignInKind, postman.SignInAsync, _ => Task.CompletedTask, ct);

    private async Task<bool> SendAsync(CancellationToken ct)
    {
        // Also when it cannot be asked: then what is due cannot be taken either.
        var held = true;
        await GoOnAsync(async () => held = await hold.IsHeldAsync(ct), ct);
        if (held)
            return false;
        var more = await RunAsync(MinutesStream.DeliverKind, postman.DeliverMinutesAsync, postman.GiveUpMinutesAsync, ct);
        more |= await RunAsync(Outbox.InvitationKind, postman.InviteAsync, postman.GiveUpInvitationAsync, ct);
        more |= await RunAsync(Outbox.ProfessionalKind, postman.InviteProfessionalAsync, postman.GiveUpProfessionalAsync, ct);
        more |= await RunAsync(PlanDue.RemindKind, postman.RemindAsync, _ => Task.CompletedTask, ct);
        more |= await RunAsync(PlanDue.CancelKind, postman.CancelAsync, postman.GiveUpCancelAsync, ct);
        return more;
    }

    // Comes back when its lease ends, for ever: birthdays and ends of consents may not be given up on, and a section stays closed to
    // some of its readers until what is withheld from them was taken apart.
    private async Task RunForEverAsync(string kind, Func<LeasedWork, Task> carryOut, CancellationToken ct)
    {
        var taken = await journal.TakeDueAsync(kind, time.GetUtcNow(), _options.Lease, MaxAtOnce, ct);
        await DoEachAsync(
            taken,
            async work =>
            {
                try
                {
                    await carryOut(work);
                }
                catch (DataErasedException)
                {
                    // Nothing happens any more in a plan that was erased.
                }

                await journal.CompleteAsync(work, CancellationToken.None);
            },
            ct);
    }

    /// <summary>Does one after the other what was taken. A server that is told to stop gives back what it has not done: others do it at once.</summary>
    private async Task DoEachAsync(IReadOnlyList<LeasedWork> taken, Func<LeasedWork, Task> carryOut, CancellationToken ct)
    {
        for (var i = 0; i < taken.Count && !HasEnded(taken[i]); i++)
        {
            var work = taken[i];
            try
            {
                ct.ThrowIfCancellationRequested();
                await GoOnAsync(() => carryOut(work), ct);
            }
            catch (Exception e) when (IsStop(e, ct))
            {
                await GoOnAsync(() => GiveBackAsync(taken.Skip(i)), ct);
                throw;
            }
        }
    }

    private async Task GiveBackAsync(IEnumerable<LeasedWork> left)
    {
        foreach (var work in left)
        {
            await journal.GiveBackAsync(work, time.GetUtcNow(), CancellationToken.None);
        }
    }

    /// <summary>Whatever goes wrong in one part of a round, the next part has its turn.</summary>
    private async Task GoOnAsync(Func<Task> part, CancellationToken ct)
    {
        try
        {
            await part();
        }
        catch (Exception e) when (!IsStop(e, ct))
        {
            LogRoundFailed(logger, e);
        }
    }

    // What came before it held it up for so long that another server may be at it by now.
    private bool HasEnded(LeasedWork work) => time.GetUtcNow() >= work.LeaseEnd;

    // A grain or a socket that gave up waiting cancels too, and that is a failure like any other.
    private static bool IsStop(Exception e, CancellationToken ct) => e is OperationCanceledException && ct.IsCancellationRequested;

    // It says nothing of the mail, which may have gone: nobody is told that it did not.
    private static bool IsOfStore(Exception e) => e is JournalUnavailableException or GrainUnavailableException;

    /// <summary>Takes as much as it may at once, and says whether more of it may be waiting.</summary>
    private async Task<bool> RunAsync(
        string kind, Func<LeasedWork, CancellationToken, Task<bool>> send, Func<LeasedWork, Task> giveUp, CancellationToken ct)
    {
        var more = false;
        await GoOnAsync(
            async () =>
            {
                var taken = await journal.TakeDueAsync(kind, time.GetUtcNow(), _options.Lease, MaxAtOnce, ct);

                // What can be neither sent nor put aside comes back when its lease ends.
                await DoEachAsync(taken, work => DeliverAsync(kind, work, send, giveUp, ct), ct);
                more = taken.Count == MaxAtOnce;
            },
            ct);
        return more;
    }

    private async Task DeliverAsync(
        string kind, LeasedWork work, Func<LeasedWork, CancellationToken, Task<bool>> send, Func<LeasedWork, Task> giveUp, CancellationToken ct)
    {
        try
        {
            var sent = await send(work, ct);

            // Also when the server was told to stop meanwhile: a mail that went would go once more.
            await journal.CompleteAsync(work, CancellationToken.None);
            if (sent)
                LogSent(logger, kind, work.Work.Key, work.Attempt);
            meter.Mail(sent ? MailOutcomes.Sent : MailOutcomes.NotNeeded);
        }
        catch (DataErasedException)
        {
            // The plan was erased: nobody is written to any more.
            await journal.CompleteAsync(work, CancellationToken.None);
            meter.Mail(MailOutcomes.NotNeeded);
        }
        catch (Exception e) when (HasEnded(work) && !IsStop(e, ct))
        {
            // Neither to put off nor to give up on: it is another's, or will be.
            meter.Mail(MailOutcomes.Postponed);
            LogLate(logger, e, kind, work.Work.Key, work.Attempt);
        }
        catch (Exception e) when (e is not MailRefusedException && (work.Attempt < _options.Attempts || IsOfStore(e)) && !IsStop(e, ct))
        {
            await journal.PostponeAsync(work, time.GetUtcNow() + PauseAfter(work.Attempt), CancellationToken.None);
            meter.Mail(MailOutcomes.Postponed);
            LogPostponed(logger, e, kind, work.Work.Key, work.Attempt);
        }
        catch (Exception e) when (!IsStop(e, ct))
        {
            await giveUp(work);
            await journal.CompleteAsync(work, CancellationToken.None);
            meter.Mail(e is MailRefusedException ? MailOutcomes.Refused : MailOutcomes.GivenUp);
            LogGivenUp(logger, e, kind, work.Work.Key, work.Attempt);
        }
    }

    private TimeSpan PauseAfter(int attempt)
    {
        var pause = _options.RetryAfter * Math.Pow(2, Math.Min(attempt - 1, 30));
        return pause < LongestPause ? pause : LongestPause;
    }

    [LoggerMessage(5101, LogLevel.Information, "Sent {Kind} {Key} at attempt {Attempt}.")]
    private static partial void LogSent(ILogger logger, string kind, string key, int attempt);

    [LoggerMessage(5102, LogLevel.Warning, "Could not send {Kind} {Key} at attempt {Attempt}; it is tried again.")]
    private static partial void LogPostponed(ILogger logger, Exception exception, string kind, string key, int attempt);

    [LoggerMessage(5103, LogLevel.Error, "Gave up on {Kind} {Key} after attempt {Attempt}.")]
    private static partial void LogGivenUp(ILogger logger, Exception exception, string kind, string key, int attempt);

    [LoggerMessage(5104, LogLevel.Error, "A part of a round of the outbox failed; the others go on.")]
    private static partial void LogRoundFailed(ILogger logger, Exception exception);

    [LoggerMessage(5106, LogLevel.Warning, "Mail about plans waits since an older copy was put back, until release-mail (ops/backup.md).")]
    private static partial void LogHeld(ILogger logger);

    [LoggerMessage(5105, LogLevel.Warning, "The lease of {Kind} {Key} ended during attempt {Attempt}; whoever takes it next goes on.")]
    private static partial void LogLate(ILogger logger, Exception exception, string kind, string key, int attempt);
}
