using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Sharing;

/// <summary>Ages and the birthdays on which rights change (BR-20, BR-22).</summary>
public static class Ages
{
    /// <summary>The birthdays on which rights change.</summary>
    public static IReadOnlyList<int> Turning { get; } = [12, 16, 18];

    /// <summary>The age group of somebody on a day. A child without a birthday counts as 12 to 15: then most people must agree.</summary>
    /// <param name="person">The person.</param>
    /// <param name="day">The day.</param>
    public static AgeGroup GroupOf(Person person, DateOnly day) => person.BirthDate is { } born
        ? day < Birthday(born, 12) ? AgeGroup.Under12
            : day < Birthday(born, 16) ? AgeGroup.From12To15
            : day < Birthday(born, 18) ? AgeGroup.From16To17
            : AgeGroup.Adult
        : person.Role == PersonRole.Child ? AgeGroup.From12To15 : AgeGroup.Adult;

    /// <summary>The day on which somebody reaches an age; born on 29 February, that is 1 March in other years.</summary>
    /// <param name="born">The day of birth.</param>
    /// <param name="age">The age in years.</param>
    public static DateOnly Birthday(DateOnly born, int age)
    {
        var year = born.Year + age;
        return born is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year) ? new DateOnly(year, 3, 1) : new DateOnly(year, born.Month, born.Day);
    }
}
