using RoundTable.Domain.Words;

namespace RoundTable.Domain.Permissions;

/// <summary>
/// Who may see and do what, in one place (handbook 1, 5.3, 5.7, 7.2). Everything that the table lets through is narrowed
/// further by the audience of a section, by protection relations and by the leak guard; nothing widens it.
/// </summary>
public static class PermissionTable
{
    /// <summary>What the table says.</summary>
    /// <param name="role">The role of the one who looks.</param>
    /// <param name="standing">How they stand to the person whom it is about.</param>
    /// <param name="age">The age of the person whom it is about.</param>
    /// <param name="basis">The ground on which the one who looks takes part.</param>
    /// <param name="thing">What it is.</param>
    public static Permission Of(PersonRole role, Standing standing, AgeGroup age, BasisKind basis, Thing thing) => thing switch
    {
        Thing.Plan => Plan(role, standing, age, basis),
        Thing.LiveText => KeepsNothing(role) ? No("a tolk writes and keeps nothing") : DoWhere(Plan(role, standing, age, basis)),
        Thing.Score => KeepsNothing(role) ? No("a tolk gives no score") : DoWhere(Plan(role, standing, age, basis)),
        Thing.Minutes => KeepsNothing(role) ? No("a tolk keeps nothing") : Plan(role, standing, age, basis),
        Thing.UnreleasedChildWords => role == PersonRole.Child && standing == Standing.Self
            ? Own(role, standing, age, basis)
            : No("a child's words exist for nobody else before the child releases them (L3)"),
        Thing.ReleasedChildWords => role == PersonRole.Child && standing == Standing.Self ? Own(role, standing, age, basis)
            : Plan(role, standing, age, basis) with { Do = false },
        Thing.Consent => Consent(role, standing, age),
        Thing.SharingRecords => standing == Standing.Director ? Yes("the director keeps the records of sharing") : No("the consents of others tell who gets help (L10)"),
        Thing.Protection => standing == Standing.Director ? Yes("the director sets protection") : No("what is protected from whom is protected itself"),
        Thing.Arrangements => standing == Standing.Director ? Yes("one active director per plan (BR-01)") : No("only the director arranges (BR-01)"),
        Thing.EmergencyAccess => Emergency(role, standing),
        Thing.EmergencySides => EmergencySides(role, standing),
        Thing.EmergencyReview => EmergencyReview(role, standing, basis),
        Thing.PersonExport => PersonExport(role, standing, age, basis),
        Thing.ChildMinutes => ChildMinutes(role, standing, age, basis),
        Thing.ChildVoice => ChildVoice(role, standing, age, basis),
        Thing.Treatment => KeepsNothing(role) ? No("a tolk keeps nothing") : Treatment(role, standing, Plan(role, standing, age, basis)),
        _ => throw new ArgumentOutOfRangeException(nameof(thing), thing, "An unknown thing."),
    };

    /// <summary>Whether somebody with this role takes part for an organisation, and so needs a ground (BR-60).</summary>
    /// <param name="role">The role.</param>
    public static bool NeedsBasis(PersonRole role) =>
        role is PersonRole.Professional or PersonRole.SafeHomeWorker or PersonRole.BehaviouralExpert or PersonRole.ProcessDirector;

    // Age is here that of the one who looks: nobody opens a plan in the name of somebody else.
    private static Permission Plan(PersonRole role, Standing standing, AgeGroup age, BasisKind basis) => role switch
    {
        _ when standing == Standing.Director => Yes("the director carries the plan"),
        PersonRole.Child when age == AgeGroup.Under12 => No("under 12 only together with a parent or a worker (BR-20)"),
        PersonRole.Child => See("from 12 own access (BR-20)"),
        _ when NeedsBasis(role) => basis switch
        {
            BasisKind.Consent => See("a consent that is valid today (BR-60)"),
            BasisKind.LegalBasis => See("a legal basis that is valid today (BR-60)"),
            _ => No("an organisation without consent or legal basis is blocked (BR-60)"),
        },
        PersonRole.CaseDirector => See("the director's own team, for direction and hand-over"),
        PersonRole.Interpreter => See("live only, bound to secrecy"),
        _ => See("family, network and trusted persons take part"),
    };

    private static Permission Treatment(PersonRole role, Standing standing, Permission plan) => plan switch
    {
        { See: false } => plan,
        _ when NeedsBasis(role) && standing != Standing.Director => Yes("a professional alone decides what of a treatment comes in, and for whom (BR-65)"),
        _ => See("who is named by the professional whose content it is (BR-65)"),
    };

    private static Permission Own(PersonRole role, Standing standing, AgeGroup age, BasisKind basis) =>
        DoWhere(Plan(role, standing, age, basis)) with { Why = age == AgeGroup.Under12 ? "under 12 only together with a parent or a worker (BR-20)" : "the child's own words" };

    private static Permission Consent(PersonRole role, Standing standing, AgeGroup age) => standing switch
    {
        Standing.Director => See("the director keeps the record, and cannot give it for somebody"),
        Standing.Self when role == PersonRole.Child && age == AgeGroup.Under12 => No("under 12 those with authority give it (BR-20)"),
        Standing.Self when age == AgeGroup.From12To15 => Yes("12 to 15: the child and those with authority, all of them (BR-20)"),
        Standing.Self => Yes("who is 16 or over gives it alone (BR-20)"),
        Standing.Authority when age == AgeGroup.Under12 => Yes("under 12: those with authority, all of them (BR-20)"),
        Standing.Authority when age == AgeGroup.From12To15 => Yes("12 to 15: the child and those with authority, all of them (BR-20)"),
        Standing.Authority => No("from 16 a parent needs the permission of the child (BR-20)"),
        _ => No("the consents of others tell who gets help (L10)"),
    };

    // Without a ground too: that is what it is for. Who is not in the plan has none, because looking for a family would tell who gets help.
    private static Permission Emergency(PersonRole role, Standing standing) => role switch
    {
        _ when standing == Standing.Director => No("the director carries the plan and needs no emergency"),
        PersonRole.CaseDirector => Yes("who replaces the director: a reason first, some hours, judged afterwards (NEN 7513)"),
        _ when NeedsBasis(role) => Yes("a professional of this plan: a reason first, some hours, judged afterwards (NEN 7513)"),
        _ => No("family, network, trusted persons and interpreters call the director or 112"),
    };

    private static Permission EmergencySides(PersonRole role, Standing standing) => role switch
    {
        _ when standing == Standing.Director => No("the director carries the plan and needs no emergency"),
        PersonRole.CaseDirector or PersonRole.SafeHomeWorker or PersonRole.BehaviouralExpert => See("who judges safety needs both sides, but for those from whom somebody is kept safe"),
        _ => No("others need no more than what the whole circle reads"),
    };

    private static Permission EmergencyReview(PersonRole role, Standing standing, BasisKind basis) => role switch
    {
        _ when standing == Standing.Self => No("nobody judges their own emergency"),
        _ when standing == Standing.Director => Yes("the director is told at once and judges afterwards"),
        PersonRole.CaseDirector => Yes("a colleague judges where the director used it"),
        PersonRole.ProcessDirector or PersonRole.BehaviouralExpert when basis != BasisKind.None => Yes("a colleague judges where the director used it"),
        _ => No("only the director and colleagues judge it"),
    };

    private static Permission PersonExport(PersonRole role, Standing standing, AgeGroup age, BasisKind basis)
    {
        if (standing == Standing.Director)
            return Yes("the director makes it for anybody, with what both of them may know");
        if (KeepsNothing(role))
            return No("a tolk keeps nothing; the director makes the copy");
        var plan = Plan(role, standing, age, basis);
        return plan.See ? Yes("everybody may have what is kept about them (AVG art. 15)") : plan;
    }

    private static Permission ChildMinutes(PersonRole role, Standing standing, AgeGroup age, BasisKind basis) => standing switch
    {
        _ when age != AgeGroup.Under12 => No("from 12 a child reads its own minutes (BR-20)"),
        Standing.Director => See("a worker reads it together with the child (BR-20)"),
        _ when KeepsNothing(role) => No("a tolk keeps nothing"),
        _ when role == PersonRole.Child => No("under 12 only together with a parent or a worker (BR-20)"),
        Standing.Authority => See("who has authority reads it together with the child (BR-20)"),
        Standing.Helper when NeedsBasis(role) && basis == BasisKind.None => No("an organisation without consent or legal basis is blocked (BR-60)"),
        Standing.Helper => See("a worker or trusted person of the child reads it together with the child (BR-20)"),
        _ => No("only who has authority over the child, or works for it, reads it together with the child (BR-20)"),
    };

    // Does without seeing: what the child lets them read they see like everybody else whom it names.
    private static Permission ChildVoice(PersonRole role, Standing standing, AgeGroup age, BasisKind basis) => standing switch
    {
        _ when age != AgeGroup.Under12 => No("from 12 a child writes its own words (BR-20)"),
        Standing.Director => Do("a worker writes what the child says (handbook 4.6); afterwards it exists for whom the child names (L3)"),
        _ when KeepsNothing(role) => No("a tolk keeps nothing"),
        Standing.Authority => No("a child must be able to speak of home, so parents do not hold the pen"),
        Standing.Helper when NeedsBasis(role) && basis == BasisKind.None => No("an organisation without consent or legal basis is blocked (BR-60)"),
        Standing.Helper when role != PersonRole.Child => Do("a worker or trusted person of the child writes what it says (handbook 4.6); afterwards it exists for whom the child names (L3)"),
        _ => No("a child under 12 writes with a worker or trusted person of its own"),
    };

    private static bool KeepsNothing(PersonRole role) => role == PersonRole.Interpreter;

    private static Permission DoWhere(Permission plan) => plan with { Do = plan.See };

    private static Permission Yes(string why) => new(true, true, why);

    private static Permission See(string why) => new(true, false, why);

    private static Permission Do(string why) => new(false, true, why);

    private static Permission No(string why) => new(false, false, why);
}
