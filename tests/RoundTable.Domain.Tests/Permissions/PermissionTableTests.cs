using System.Runtime.CompilerServices;
using System.Text;
using RoundTable.Domain.Permissions;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Permissions;

/// <summary>
/// The permission table against a text that a lawyer can read and approve. Every combination is in it: a row stands for all
/// that it does not name. After a change that is meant, the received file becomes the approved one.
/// </summary>
public class PermissionTableTests
{
    [Fact]
    public void Table_OfEveryCombination_IsTheApprovedOne()
    {
        var received = Text();
        var approved = Path.Combine(Folder(), "PermissionTable.approved.txt");
        if (!File.Exists(approved) || File.ReadAllText(approved) != received)
            File.WriteAllText(Path.Combine(Folder(), "PermissionTable.received.txt"), received);

        Assert.Equal(File.Exists(approved) ? File.ReadAllText(approved) : "", received);
    }

    [Fact]
    public void Rows_TakenTogether_SayTheSameAsTheTable()
    {
        foreach (var thing in Enum.GetValues<Thing>())
        {
            var rows = Rows(thing);
            foreach (var (role, standing, age, basis) in Combinations())
            {
                var said = Assert.Single(rows, r => r.Roles.Contains(role) && r.Standings.Contains(standing) && r.Ages.Contains(age) && r.Bases.Contains(basis));
                Assert.Equal(PermissionTable.Of(role, standing, age, basis, thing), said.Says);
            }
        }
    }

    [Fact]
    public void Nobody_WithoutStandingOrGround_IsLetInByTheTable()
    {
        foreach (var (role, standing, age, _) in Combinations().Where(c => PermissionTable.NeedsBasis(c.Role) && c.Standing != Standing.Director))
            Assert.False(PermissionTable.Of(role, standing, age, BasisKind.None, Thing.Plan).See);
    }

    private static string Text()
    {
        var text = new StringBuilder("Who may see and do what. A dash stands for: whatever it is.\n");
        foreach (var thing in Enum.GetValues<Thing>())
        {
            text.Append('\n').Append(thing).Append('\n');
            foreach (var row in Rows(thing))
            {
                var says = (row.Says.See, row.Says.Do) switch { (true, true) => "sees and does", (true, false) => "sees", (false, true) => "does", _ => "nothing" };
                text.Append("  ").Append(says.PadRight(14)).Append(Names(row.Roles)).Append(" | standing ").Append(Names(row.Standings))
                    .Append(" | age ").Append(Names(row.Ages)).Append(" | ground ").Append(Names(row.Bases)).Append("\n                because ").Append(row.Says.Why).Append('\n');
            }
        }

        return text.ToString();
    }

    // Combinations that say the same are one row, dimension by dimension: first what does not matter is folded away, then roles
    // with the same rows.
    private static List<Row> Rows(Thing thing)
    {
        var rows = Combinations().Select(c => new Row([c.Role], [c.Standing], [c.Age], [c.Basis], PermissionTable.Of(c.Role, c.Standing, c.Age, c.Basis, thing))).ToList();
        rows = Fold(rows, r => (Key(r.Roles), Key(r.Standings), Key(r.Ages), r.Says), (r, all) => r with { Bases = [.. all.SelectMany(o => o.Bases)] });
        rows = Fold(rows, r => (Key(r.Roles), Key(r.Standings), Key(r.Bases), r.Says), (r, all) => r with { Ages = [.. all.SelectMany(o => o.Ages)] });
        rows = Fold(rows, r => (Key(r.Roles), Key(r.Ages), Key(r.Bases), r.Says), (r, all) => r with { Standings = [.. all.SelectMany(o => o.Standings)] });
        return Fold(rows, r => (Key(r.Standings), Key(r.Ages), Key(r.Bases), r.Says), (r, all) => r with { Roles = [.. all.SelectMany(o => o.Roles)] });
    }

    private static List<Row> Fold<TKey>(List<Row> rows, Func<Row, TKey> same, Func<Row, IEnumerable<Row>, Row> join) =>
        [.. rows.GroupBy(same).Select(g => join(g.First(), g))];

    private static string Key<T>(IEnumerable<T> values) => string.Join(',', values);

    private static string Names<T>(IReadOnlyList<T> values)
        where T : struct, Enum => values.Count == Enum.GetValues<T>().Length ? "-" : string.Join(", ", values);

    private static IEnumerable<(PersonRole Role, Standing Standing, AgeGroup Age, BasisKind Basis)> Combinations() =>
        from role in Enum.GetValues<PersonRole>()
        from standing in Enum.GetValues<Standing>()
        from age in Enum.GetValues<AgeGroup>()
        from basis in Enum.GetValues<BasisKind>()
        select (role, standing, age, basis);

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private sealed record Row(
        IReadOnlyList<PersonRole> Roles, IReadOnlyList<Standing> Standings, IReadOnlyList<AgeGroup> Ages, IReadOnlyList<BasisKind> Bases, Permission Says);
}
