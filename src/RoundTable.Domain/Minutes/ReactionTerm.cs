using RoundTable.Domain.Plans;

namespace RoundTable.Domain.Minutes;

/// <summary>Until when a correction is asked (handbook 3.3): a week after the meeting, or after the minutes came to their recipient.</summary>
public static class ReactionTerm
{
    /// <summary>How many days there are.</summary>
    public const int Days = 7;

    /// <summary>The last day that this delivery leaves: never an earlier one than the minutes were made with.</summary>
    /// <param name="content">The minutes as they were made.</param>
    /// <param name="delivery">Their delivery to who reads them.</param>
    public static DateOnly DayOf(MinutesContent content, Delivery delivery)
    {
        // Who was reminded is asked again, and has as long again.
        if ((delivery.RemindedAt ?? delivery.HandedOverAt) is not { } came)
            return content.ReactBefore;
        var day = DutchTime.Day(came).AddDays(Days);
        return day > content.ReactBefore ? day : content.ReactBefore;
    }
}
