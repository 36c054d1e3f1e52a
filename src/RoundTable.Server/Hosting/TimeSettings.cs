using System.Globalization;
using System.Reflection;

namespace RoundTable.Server.Hosting;

/// <summary>
/// Times among the settings must be written out. A bare number is days to .NET, and so is the first of three numbers when it is no
/// hour of a day: a link for "15" or a session of "48:00:00" would work for weeks.
/// </summary>
internal static class TimeSettings
{
    /// <summary>A line for each time in the section that is not written as <c>hh:mm:ss</c> or <c>d.hh:mm:ss</c>.</summary>
    /// <param name="section">The section that is bound to <paramref name="options"/>.</param>
    /// <param name="options">The type of the settings; types within it are looked through too.</param>
    public static IEnumerable<string> Faults(IConfigurationSection section, Type options)
    {
        foreach (var setting in options.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var found = section.GetSection(setting.Name);
            if (setting.PropertyType.Namespace == options.Namespace)
            {
                foreach (var fault in Faults(found, setting.PropertyType))
                    yield return fault;
            }
            else if (setting.PropertyType == typeof(TimeSpan) && found.Value is { } value && !IsWrittenOut(value))
            {
                yield return $"Setting {found.Path} is '{value}', but a time is written as hh:mm:ss or d.hh:mm:ss: 00:30:00 is half an hour, 7.00:00:00 a week.";
            }
        }
    }

    private static bool IsWrittenOut(string value) =>
        value.AsSpan().Count(':') == 2 && TimeSpan.TryParseExact(value, "c", CultureInfo.InvariantCulture, out _);
}
