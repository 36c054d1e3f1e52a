using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Journal;
using RoundTable.Sessions;

namespace RoundTable.Grains.Meetings;

/// <summary>
/// Composes the minutes of closed meetings: one rendering per recipient, appended with the event that publishes them and
/// the work of sending them, in one transaction. Ids follow from the meeting, so doing it twice is doing it once. Of a meeting
/// that was called off there are none: the plan is told instead.
/// </summary>
public sealed class MinutesComposing
{
    /// <summary>Kind of the due work that the end of a meeting schedules.</summary>
    public const string Kind = "compose-minutes";

    private const int MaxAtOnce = 16;
    private const int MaxTries = 3;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private readonly GrainHost _host;
    private readonly CardReading _card;
    private readonly PlanArranging _arranging;
    private readonly IJournal _journal;
    private readonly TimeProvider _time;

    /// <summary>Creates the composer.</summary>
    public MinutesComposing(GrainHost host, CardReading card, PlanArranging arranging, IJournal journal, TimeProvider time)
    {
        _host = host;
        _card = card;
        _arranging = arranging;
        _journal = journal;
        _time = time;
    }

    /// <summary>
    /// Takes what is due and composes it: after a meeting was closed, and regularly, for what a crash left behind. What
    /// fails is tried again later; the first failure is thrown when everything else is done. What is not begun when it is cancelled is
    /// given back: another server composes it at once.
    /// </summary>
    /// <returns>How many minutes were composed.</returns>
    public async Task<int> RunDueAsync(CancellationToken ct = default)
    {
        Exception? failure = null;
        var composed = 0;
        foreach (var work in await _journal.TakeDueAsync(Kind, _time.GetUtcNow(), Lease, MaxAtOnce, ct).ConfigureAwait(false))
        {
            if (ct.IsCancellationRequested)
            {
                await _journal.GiveBackAsync(work, _time.GetUtcNow(), CancellationToken.None).ConfigureAwait(false);
                continue;
            }

            try
            {
                var due = JsonSerializer.Deserialize<MeetingToCompose>(work.Work.Payload.Span, DomainJson.Options)!;
                await ComposeAndPublishAsync(due.Plan, due.Meeting).ConfigureAwait(false);
                await _journal.CompleteAsync(work, CancellationToken.None).ConfigureAwait(false);
                composed++;
            }
            catch (DataErasedException)
            {
                // The plan was erased before: there is nothing to compose any more.
                await _journal.CompleteAsync(work, CancellationToken.None).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // One meeting that fails must not keep the others waiting; it is thrown at the end.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure ??= e;
                await _journal.PostponeAsync(work, _time.GetUtcNow() + Pause, CancellationToken.None).ConfigureAwait(false);
            }
        }

        return failure is null ? composed : throw new InvalidOperationException("Minutes could not be composed.", failure);
    }

    internal static DueWork Due(PlanId plan, MeetingId meeting, DateTimeOffset now) =>
        new(Kind, meeting.Value, now, JsonSerializer.SerializeToUtf8Bytes(new MeetingToCompose(plan, meeting), DomainJson.Options));

    private async Task ComposeAndPublishAsync(PlanId planId, MeetingId meetingId)
    {
        if (await CallOffAsync(planId, meetingId).ConfigureAwait(false))
            return;
        for (var tries = 1; ; tries++)
        {
            if (await ComposeAsync(planId, meetingId).ConfigureAwait(false) is not { } minutes)
                return;
            var refusal = await _host.Plan(planId).CallAsync(p => p.PublishAsync(Caller.Server(minutes.From.Director), minutes)).ConfigureAwait(false);
            if (refusal is null)
                return;
            if (refusal.Code != RefusalCodes.PlanLookAgain || tries == MaxTries)
                throw new InvalidOperationException($"The plan refused the minutes: {refusal.Code}.");
        }
    }

    // What did not take place has no minutes: the plan hears that it is over.
    private async Task<bool> CallOffAsync(PlanId planId, MeetingId meetingId)
    {
        var meeting = await _host.Meeting(meetingId).CallAsync(m => m.StateAsync(fresh: true)).ConfigureAwait(false);
        if (meeting.CalledOffAt is null)
            return false;
        var director = (await _host.Plan(planId).CallAsync(p => p.StateAsync(fresh: true)).ConfigureAwait(false)).Director;
        var refusal = await _host.Plan(planId)
            .CallAsync(p => p.SetupAsync(Caller.Server(director), $"called-off/{meetingId.Value}", new EndMeeting(meetingId, true)))
            .ConfigureAwait(false);
        return refusal is null ? true : throw new InvalidOperationException($"The plan refused that a meeting is called off: {refusal.Code}.");
    }

    private async Task<MinutesToPublish?> ComposeAsync(PlanId planId, MeetingId meetingId)
    {
        // It may have been closed on another server that has not been heard yet, and what is done here is put aside for ever.
        var meeting = await _host.Meeting(meetingId).CallAsync(m => m.StateAsync(fresh: true)).ConfigureAwait(false);
        var plan = await _host.Plan(planId).CallAsync(p => p.StateAsync(fresh: true)).ConfigureAwait(false);
        if (plan.Minutes.Exists(m => m.Meeting == meetingId))
            return null;
        if (meeting.Closed is null || plan.Meeting(meetingId) is null)
            throw new InvalidOperationException($"Minutes are due of meeting {meetingId.Value}, which is not closed.");
        if (plan.Withholdings.Exists(w => !w.Done))
        {
            // Sections are closed to readers until that is done, and what they read there would be missing in their minutes for ever.
            await _arranging.WithholdAsync(planId).ConfigureAwait(false);
            plan = await _host.Plan(planId).CallAsync(p => p.StateAsync(fresh: true)).ConfigureAwait(false);
        }

        var items = await _card.ItemsAsync(plan).ConfigureAwait(false);
        var id = MinutesId.From(Derived("mi", meetingId.Value));
        var now = _time.GetUtcNow();
        var renderings = new List<Rendering>();
        foreach (var (recipient, wasAbsent) in MinutesComposer.Recipients(plan, meeting))
        {
            var content = MinutesComposer.Compose(plan, meeting, items, recipient, now);
            var blocked = MinutesComposer.Check(plan, meeting, items, content, recipient).Count > 0;
            var categories = MinutesComposer.Categories(plan, meeting, items, content, recipient);
            var together = !blocked && content.ForYoungChild;
            var wantsBasis = !blocked && !together && !(Access.Has(plan, recipient) && Access.Covers(plan, recipient, categories));
            var delivery = new NewDelivery(
                DeliveryId.From(Derived("de", $"{id.Value}/{recipient.Value}")),
                recipient,
                wasAbsent,
                blocked || wantsBasis || together,
                wantsBasis,
                wantsBasis ? null : Access.BasisOf(plan, recipient, DataCategory.Agreements),
                categories,
                together,
                together ? Together.KnowAsMuch(plan, recipient, MinutesComposer.Planned(plan, meeting), meeting) : null);
            renderings.Add(new Rendering(
                delivery,
                JsonSerializer.SerializeToUtf8Bytes(content, DomainJson.Options),
                MinutesComposer.Sections(plan, meeting, items, recipient, now)));
        }

        return new MinutesToPublish(plan, new PublishMinutes(id, meetingId, [.. renderings.Select(r => r.Delivery)]), renderings);
    }

    private static string Derived(string prefix, string from) =>
        $"{prefix}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(from)).AsSpan(0, 12))}";

    private sealed record MeetingToCompose(PlanId Plan, MeetingId Meeting);
}
