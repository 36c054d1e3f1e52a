using System.Globalization;
using RoundTable.Domain.Words;

namespace RoundTable.Minutes;

/// <summary>The words of the field as plain Dutch.</summary>
internal static class Dutch
{
    private static readonly string[] Months =
    [
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ];

    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {Months[day.Month - 1]} {day.Year}");

    public static string Time(DateTimeOffset local) => string.Create(CultureInfo.InvariantCulture, $"{local.Hour}.{local.Minute:00} uur");

    public static string Name(MeetingKind kind) => kind switch
    {
        MeetingKind.Start => "startoverleg",
        MeetingKind.Evaluation => "evaluatie-overleg",
        MeetingKind.Acute => "spoedoverleg",
        MeetingKind.Closing => "afsluitend overleg",
        _ => throw Unknown(kind),
    };

    public static string Name(PersonRole role) => role switch
    {
        PersonRole.Child => "kind",
        PersonRole.ParentWithAuthority => "ouder met gezag",
        PersonRole.ParentWithoutAuthority => "ouder zonder gezag",
        PersonRole.NetworkMember => "familie of netwerk",
        PersonRole.CaseDirector => "regisseur",
        PersonRole.ProcessDirector => "procesregisseur",
        PersonRole.BehaviouralExpert => "gedragswetenschapper",
        PersonRole.SafeHomeWorker => "medewerker van Veilig Thuis",
        PersonRole.Professional => "hulpverlener",
        PersonRole.TrustedPerson => "vertrouwenspersoon",
        PersonRole.Interpreter => "tolk",
        _ => throw Unknown(role),
    };

    public static string Name(CardColumn column) => column switch
    {
        CardColumn.Harm => "Wat er is gebeurd",
        CardColumn.Danger => "Wat er kan gebeuren als er niets verandert",
        CardColumn.ComplicatingFactor => "Wat het moeilijker maakt",
        CardColumn.Strength => "Wat goed gaat",
        CardColumn.ExistingSafety => "Wat nu al veilig is",
        CardColumn.StepWorked => "Stappen die werken",
        CardColumn.StepPartly => "Stappen die een beetje werken",
        CardColumn.StepNotWorked => "Stappen die niet werken",
        CardColumn.NeedsToHappen => "Wat er moet gebeuren",
        _ => throw Unknown(column),
    };

    public static string Name(ItemKind kind) => kind switch
    {
        ItemKind.Fact => "feit",
        ItemKind.Experience => "ervaring",
        ItemKind.Judgement => "mening",
        _ => throw Unknown(kind),
    };

    public static string Name(FloorRequirementStatus status) => status switch
    {
        FloorRequirementStatus.NotMet => "nog niet",
        FloorRequirementStatus.PartlyMet => "voor een deel",
        FloorRequirementStatus.Met => "ja",
        FloorRequirementStatus.Lifted => "hoeft niet meer",
        _ => throw Unknown(status),
    };

    public static string Name(CommitmentStatus status) => status switch
    {
        CommitmentStatus.Proposed => "voorgesteld",
        CommitmentStatus.Agreed => "akkoord",
        CommitmentStatus.Kept => "nagekomen",
        CommitmentStatus.PartlyKept => "deels nagekomen",
        CommitmentStatus.NotKept => "niet nagekomen",
        CommitmentStatus.Replaced => "vervallen",
        _ => throw Unknown(status),
    };

    public static string Name(ChildWordsKind part) => part switch
    {
        ChildWordsKind.HouseOfWorries => "Huis van de zorgen",
        ChildWordsKind.HouseOfGoodThings => "Huis van de goede dingen",
        ChildWordsKind.HouseOfDreams => "Huis van de dromen",
        ChildWordsKind.Statement => "Eigen verhaal",
        _ => throw Unknown(part),
    };

    public static string Name(ConsentKind kind) => kind switch
    {
        ConsentKind.LiftSecrecy => "Een hulpverlener mag vertellen wat die weet",
        ConsentKind.ShareData => "Gegevens mogen worden gedeeld",
        ConsentKind.AgreementToHelp => "Ja tegen de hulp",
        ConsentKind.NetworkTakesPart => "Familie of netwerk mag meedoen",
        _ => throw Unknown(kind),
    };

    // In the words of the form in which it was agreed to.
    public static string Name(DataCategory category) => category switch
    {
        DataCategory.Attendance => "of iemand komt",
        DataCategory.Safety => "veiligheid",
        DataCategory.Agreements => "afspraken en verslag",
        DataCategory.School => "school en opvang",
        DataCategory.Development => "gezondheid en groei",
        DataCategory.Money => "geld",
        DataCategory.Housing => "wonen",
        DataCategory.Treatment => "behandeling",
        _ => throw Unknown(category),
    };

    public static string Name(EmergencyVerdict verdict) => verdict switch
    {
        EmergencyVerdict.Justified => "het was nodig",
        EmergencyVerdict.Misuse => "het was misbruik",
        _ => throw Unknown(verdict),
    };

    public static string Name(AccessAction action) => action switch
    {
        AccessAction.Opened => "keek",
        AccessAction.Printed => "maakte een kopie",
        AccessAction.Received => "kreeg",
        AccessAction.Changed => "veranderde iets",
        AccessAction.Refused => "mocht niet",
        _ => throw Unknown(action),
    };

    public static string Name(AccessSubject what) => what switch
    {
        AccessSubject.Plan => "het plan",
        AccessSubject.Section => "een deel van de kaart",
        AccessSubject.History => "de geschiedenis van een deel van de kaart",
        AccessSubject.Meeting => "een gesprek",
        AccessSubject.Minutes => "een verslag",
        AccessSubject.Invitation => "een persoonlijke link",
        AccessSubject.Log => "deze lijst",
        AccessSubject.Person => "alles over één persoon",
        AccessSubject.ChildWords => "woorden van een kind",
        _ => throw Unknown(what),
    };

    private static ArgumentOutOfRangeException Unknown(Enum word) => new(nameof(word), word, "There is no Dutch for this word.");
}
