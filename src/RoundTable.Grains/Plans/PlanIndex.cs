using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Journal;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Grains.Plans;

/// <summary>
/// Finds plans by what belongs to them. The rows are written with the events that cause them; who may look is for the
/// caller to ask the plan itself.
/// </summary>
public sealed class PlanIndex
{
    /// <summary>Name of the index that leads somebody to their plans; every plan has rows in it.</summary>
    public const string BySubject = "plan-of-subject";

    private const string ByAccount = "plan-of-account";
    private const string BySection = "plan-of-section";
    private const string ByMeeting = "plan-of-meeting";
    private const string ByMinutes = "plan-of-minutes";
    private readonly IJournal _journal;

    /// <summary>Creates the index over a journal.</summary>
    public PlanIndex(IJournal journal) => _journal = journal;

    /// <summary>The plans in which a subject is a person, and which.</summary>
    public async ValueTask<IReadOnlyList<(PlanId Plan, PersonId Person)>> OfSubjectAsync(SubjectId subject, CancellationToken ct = default)
    {
        var rows = await _journal.FindAsync(BySubject, subject.Value, ct).ConfigureAwait(false);
        return [.. rows.Select(Parse)];
    }

    /// <summary>The plans in which a professional was brought under the mail address of this account, and who that is.</summary>
    public async ValueTask<IReadOnlyList<(PlanId Plan, PersonId Person)>> OfAccountAsync(SubjectId account, CancellationToken ct = default)
    {
        var rows = await _journal.FindAsync(ByAccount, account.Value, ct).ConfigureAwait(false);
        return [.. rows.Select(Parse)];
    }

    /// <summary>The plan of a section, or null.</summary>
    public ValueTask<PlanId?> OfSectionAsync(SectionId section, CancellationToken ct = default) => OneAsync(BySection, section.Value, ct);

    /// <summary>The plan of a meeting, or null.</summary>
    public ValueTask<PlanId?> OfMeetingAsync(MeetingId meeting, CancellationToken ct = default) => OneAsync(ByMeeting, meeting.Value, ct);

    /// <summary>The plan of minutes, or null.</summary>
    public ValueTask<PlanId?> OfMinutesAsync(MinutesId minutes, CancellationToken ct = default) => OneAsync(ByMinutes, minutes.Value, ct);

    internal static IReadOnlyList<IndexRow> Rows(PlanId plan, IReadOnlyList<PlanEvent> events)
    {
        var rows = new List<IndexRow>();
        foreach (var happened in events)
        {
            switch (happened)
            {
                case PersonAdded e:
                    rows.Add(new IndexRow(BySubject, e.Person.Subject.Value, $"{plan.Value}/{e.Person.Id.Value}"));
                    if (Account.Of(e.Person) is { } account)
                        rows.Add(new IndexRow(ByAccount, account.Value, $"{plan.Value}/{e.Person.Id.Value}"));
                    break;
                case SectionOpened e:
                    rows.Add(new IndexRow(BySection, e.Section.Id.Value, plan.Value));
                    break;
                case MeetingPlanned e:
                    rows.Add(new IndexRow(ByMeeting, e.Meeting.Id.Value, plan.Value));
                    break;
                case MinutesPublished e:
                    rows.Add(new IndexRow(ByMinutes, e.Minutes.Value, plan.Value));
                    break;
            }
        }

        return rows;
    }

    private static (PlanId Plan, PersonId Person) Parse(string row)
    {
        var slash = row.IndexOf('/', StringComparison.Ordinal);
        return (PlanId.From(row[..slash]), PersonId.From(row[(slash + 1)..]));
    }

    // An id that two plans claim belongs to neither: no plan may reach another's by taking over an id.
    private async ValueTask<PlanId?> OneAsync(string index, string key, CancellationToken ct)
    {
        var rows = await _journal.FindAsync(index, key, ct).ConfigureAwait(false);
        return rows.Count == 1 ? PlanId.From(rows[0]) : null;
    }
}
