using RoundTable.Server.Commands;

namespace RoundTable.Server.Hosting;

/// <summary>What the command line asks: our own short switches, and the rest in ASP.NET Core's manner (<c>--urls</c>, <c>--Key:Sub=value</c>).</summary>
/// <param name="Settings">Configuration keys that the switches set.</param>
/// <param name="Rest">Arguments for the ordinary command line provider.</param>
/// <param name="WriteTypes">File for the TypeScript wire types; null to serve.</param>
/// <param name="Command">What to do instead of serving, the first argument; null to serve.</param>
internal sealed record ServerArguments(IReadOnlyDictionary<string, string?> Settings, string[] Rest, string? WriteTypes, Command? Command)
{
    /// <summary>
    /// For ASP.NET Core: settings are read at the start only. Otherwise it watches every folder under the one in which it was started, and each
    /// record that is written to the data folder there wakes it.
    /// </summary>
    public const string WatchNothing = "--hostBuilder:reloadConfigOnChange=false";

    /// <exception cref="SwitchWithoutValueException">A switch lacks its value.</exception>
    /// <exception cref="StrayWordException">A word belongs to no switch, such as a command that does not stand first.</exception>
    public static ServerArguments Parse(IReadOnlyList<string> args)
    {
        var settings = new Dictionary<string, string?>();
        var rest = new List<string>();
        string? writeTypes = null;
        var at = 0;
        var command = ReadCommand(args, ref at);
        for (var i = at; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--demo":
                    settings[$"{RoundTableOptions.Section}:Demo"] = "true";
                    break;
                case "--director-link":
                    settings[$"{RoundTableOptions.Section}:DirectorLink"] = "true";
                    break;
                case "--data":
                    settings[$"{RoundTableOptions.Section}:Data"] = ValueOf(args, ref i);
                    break;
                case "--write-types":
                    writeTypes = ValueOf(args, ref i);
                    break;
                default:
                    rest.Add(args[i]);
                    break;
            }
        }

        RefuseStrayWords(rest);
        return new(settings, [.. rest], writeTypes, command);
    }

    // ASP.NET Core passes over what it does not know: a server would start where a command was meant.
    private static void RefuseStrayWords(List<string> rest)
    {
        for (var i = 0; i < rest.Count; i++)
        {
            if (rest[i].Contains('=', StringComparison.Ordinal))
                continue;
            if (!rest[i].StartsWith("--", StringComparison.Ordinal))
                throw new StrayWordException(rest[i]);
            i++;
        }
    }

    private static Command? ReadCommand(IReadOnlyList<string> args, ref int at)
    {
        if (args.Count == 0 || !CommandRunner.Names.TryGetValue(args[0], out var takesArgument))
            return null;
        var command = new Command(args[0], takesArgument ? ValueOf(args, ref at) : null);
        at++;
        return command;
    }

    private static string ValueOf(IReadOnlyList<string> args, ref int at)
    {
        var name = args[at++];
        return at < args.Count && !args[at].StartsWith("--", StringComparison.Ordinal)
            ? args[at]
            : throw new SwitchWithoutValueException(name);
    }
}
