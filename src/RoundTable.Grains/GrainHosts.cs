using RoundTable.Domain.Ids;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Grains.Subjects;

namespace RoundTable.Grains;

/// <summary>The grains by what they are about.</summary>
public static class GrainHosts
{
    /// <summary>A family plan.</summary>
    public static GrainRef<PlanGrain> Plan(this GrainHost host, PlanId plan) => host.Get<PlanGrain>(plan.Value);

    /// <summary>A section of a plan. For a door <see cref="SectionCalls"/> is the way in.</summary>
    public static GrainRef<SectionGrain> Section(this GrainHost host, SectionKey section) => host.Get<SectionGrain>(section.ToString());

    /// <summary>A meeting.</summary>
    public static GrainRef<MeetingGrain> Meeting(this GrainHost host, MeetingId meeting) => host.Get<MeetingGrain>(meeting.Value);

    /// <summary>The ways in and sign-in sessions of a subject. For a door <see cref="SubjectCalls"/> is the way in.</summary>
    public static GrainRef<SubjectGrain> Subject(this GrainHost host, SubjectId subject) => host.Get<SubjectGrain>(subject.Value);
}
