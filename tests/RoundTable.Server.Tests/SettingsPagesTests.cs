using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using RoundTable.Server.Hosting;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

/// <summary>What the pages say that a limit is when nobody sets it, is what it is; and none is left out.</summary>
public sealed partial class SettingsPagesTests
{
    private const string Page = "src/RoundTable.Server/README.md";

    [Fact]
    public void Limits_AreDescribedWithTheirDefaults()
    {
        var table = Read(Page).Split("| Key (`Limits:`)")[1].Split("\n\n")[0];

        Assert.Equal(Defaults(new LimitOptions()), Described(table.Split('\n')[2..]));
    }

    [Theory]
    [InlineData(Page, "| `Doors:")]
    [InlineData("README.md", "| `RoundTable:Doors:")]
    public void Doors_AreDescribedWithTheirDefaults(string page, string begin) =>
        Assert.Equal(Defaults(new DoorOptions()), Described(Read(page).Split('\n').Where(line => line.StartsWith(begin, StringComparison.Ordinal))));

    private static IEnumerable<string> Defaults(object options) => options.GetType()
        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Select(setting => $"{setting.Name} {Text(setting.GetValue(options)!)}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Described(IEnumerable<string> rows) => rows
        .Select(row => row.Split('|', StringSplitOptions.TrimEntries))
        .SelectMany(cells => Tick().Matches(cells[1]).Select(name => name.Groups[1].Value.Split(':')[^1]).Zip(cells[2].Split(", "), (name, value) => $"{name} {Text(Value(value))}"))
        .Order(StringComparer.Ordinal);

    private static string Text(object value) => value is TimeSpan time ? time.ToString("c", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static object Value(string told)
    {
        var words = told.Split(' ');
        var number = int.Parse(words[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        return words is [_, var unit] ? unit switch
        {
            "KiB" => number * 1024,
            "MiB" => number * 1024 * 1024,
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "min" => TimeSpan.FromMinutes(number),
            _ => throw new FormatException($"No unit: {told}"),
        } : number;
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root, page));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Tick();
}
