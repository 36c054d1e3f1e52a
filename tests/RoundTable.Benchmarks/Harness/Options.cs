using System.Globalization;

namespace RoundTable.Benchmarks.Harness;

/// <summary>The command line: <c>[options] [benchmark ...]</c>.</summary>
internal sealed record Options
{
    /// <summary>One JSON line per figure instead of a table.</summary>
    public bool Json { get; private init; }

    /// <summary>Measured runs after the warm-up. Default 5.</summary>
    public int Runs { get; private init; } = 5;

    /// <summary>A recorded editing history to replay; null generates one.</summary>
    public string? Trace { get; private init; }

    /// <summary>Path of the built server for the hub benchmark; null means the one built beside this program.</summary>
    public string? Server { get; private init; }

    /// <summary>Where journals and server data go while measuring; null means a temporary folder.</summary>
    public string? Folder { get; private init; }

    /// <summary>Names or groups of benchmarks.</summary>
    public IReadOnlyList<string> Names { get; private init; } = [];

    /// <exception cref="ArgumentException">An unknown option or a missing value.</exception>
    public static Options Parse(string[] arguments)
    {
        var options = new Options();
        var names = new List<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--json" => options with { Json = true },
                "--runs" => options with { Runs = int.Parse(Value(arguments, ref i), CultureInfo.InvariantCulture) },
                "--trace" => options with { Trace = Value(arguments, ref i) },
                "--server" => options with { Server = Value(arguments, ref i) },
                "--folder" => options with { Folder = Value(arguments, ref i) },
                ['-', ..] => throw new ArgumentException($"unknown option {arguments[i]}"),
                _ => Named(options, names, arguments[i]),
            };
        }
        return options with { Names = names };
    }

    /// <summary>Whether a benchmark was asked for: by its name, or by its group (B1 means B1.1 to B1.11, S means S1 to S6).</summary>
    public bool Asks(string name) =>
        Names.Any(asked => string.Equals(name, asked, StringComparison.OrdinalIgnoreCase)
            || name.StartsWith(asked + ".", StringComparison.OrdinalIgnoreCase)
            || (asked.Length == 1 && name.StartsWith(asked, StringComparison.Ordinal)));

    private static Options Named(Options options, List<string> names, string argument)
    {
        names.AddRange(argument.Split(',', StringSplitOptions.RemoveEmptyEntries));
        return options;
    }

    private static string Value(string[] arguments, ref int i) =>
        ++i < arguments.Length ? arguments[i] : throw new ArgumentException($"{arguments[i - 1]} needs a value");
}
