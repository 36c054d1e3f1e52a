using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;

namespace RoundTable.Domain.Tests.Privacy;

public class LeakGuardPropertyTests
{
    private static readonly FamilyPlan Plan = Table.Laid().Plan;
    private static readonly string[] Between = ["", "", "", " ", "-", ".", "\n", "\u00A0", "\u200B", "\u00AD", "\u0301", "_", "*", "’", ", "];

    [Fact]
    public void Check_LongWordWithAnythingBetweenItsLetters_IsFound() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), (seed, before, after) =>
        {
            var written = Disguised("Vlierstraat", new Random(seed));
            return LeakGuard.Check(Plan, $"{before} {written} {after}", [Table.Rob]).Any(f => f.Word == "Vlierstraat");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Check_ShortWordWithAnythingBetweenItsLetters_IsFound() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var written = Disguised("Luwte", new Random(seed));
            return LeakGuard.Check(Plan, $"in ({written}).", [Table.Rob]).Any(f => f.Word == "Luwte");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Check_AnyText_PointsIntoIt() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
            LeakGuard.Check(Plan, $"{text}Vlierstraat", [Table.Rob]).All(f => f.Index >= 0 && f.Index < (text?.Length ?? 0) + 11))
            .Check(Config.QuickThrowOnFailure);

    private static string Disguised(string word, Random random)
    {
        var text = new StringBuilder();
        foreach (var letter in word)
        {
            if (text.Length > 0)
                text.Append(Between[random.Next(Between.Length)]);
            text.Append(random.Next(2) == 0 ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
