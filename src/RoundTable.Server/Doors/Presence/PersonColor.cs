using RoundTable.Domain.Ids;

namespace RoundTable.Server.Doors.Presence;

/// <summary>The colour in which editors show somebody's cursor: always the same for the same person.</summary>
internal static class PersonColor
{
    private static readonly string[] Colors =
        ["#b3261e", "#8a4600", "#6b5d00", "#2e6b1f", "#00696d", "#0b57d0", "#6442d6", "#9a25ae"];

    public static string Of(PersonId person)
    {
        var sum = 0u;
        foreach (var letter in person.Value)
            sum = (sum * 31) + letter;
        return Colors[sum % (uint)Colors.Length];
    }
}
