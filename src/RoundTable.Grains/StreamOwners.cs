using System.Globalization;
using RoundTable.Domain.Ids;
using RoundTable.Journal;

namespace RoundTable.Grains;

/// <summary>
/// Whose key seals which stream: destroying that key erases what is in it. An architecture test asks that every stream
/// that the code names is here.
/// </summary>
public static class StreamOwners
{
    /// <summary>What is about nobody: the first director's id, readiness, reports of erasure.</summary>
    public const string Server = "server";

    /// <summary>The owner of everything in a family plan.</summary>
    public static string OfPlan(PlanId plan) => $"plan/{plan.Value}";

    /// <summary>The owner of the ways in and sessions of somebody who signs in.</summary>
    public static string OfSubject(SubjectId subject) => $"subject/{subject.Value}";

    /// <summary>The owner of one year's lines of the access log of a plan: a log has a term of its own.</summary>
    public static string OfLog(PlanId plan, int year) => string.Create(CultureInfo.InvariantCulture, $"log/{plan.Value}/{year}");

    /// <summary>The owner of a stream; null for one whose appends say it themselves (<see cref="Append.Owner"/>).</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="now">The moment, for streams with a key per year.</param>
    /// <exception cref="ArgumentException">No such stream is known.</exception>
    public static string? Of(StreamId stream, DateTimeOffset now)
    {
        var parts = stream.Value.Split('/');
        return parts[0] switch
        {
            "plan" or "section" or "moments" => OfPlan(PlanId.From(parts[1])),
            "subject" => OfSubject(SubjectId.From(parts[1])),
            "access" => OfLog(PlanId.From(parts[1]), now.UtcDateTime.Year),
            "server" or "erasure" => Server,
            "meeting" or "minutes" => null,
            _ => throw new ArgumentException($"Nobody says whose key seals {stream}.", nameof(stream)),
        };
    }
}
