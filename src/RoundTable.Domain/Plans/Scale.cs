namespace RoundTable.Domain.Plans;

/// <summary>What is asked and what 0 and 10 mean; frozen into each round of scores (handbook 4.5).</summary>
/// <param name="Question">The question.</param>
/// <param name="Anchor0">What 0 means.</param>
/// <param name="Anchor10">What 10 means.</param>
public sealed record Scale(string Question, string Anchor0, string Anchor10)
{
    /// <summary>The wording for a plan that has chosen none.</summary>
    public static Scale Default { get; } = new(
        "Hoe veilig is het nu?",
        "Het is nu zo onveilig dat de kinderen (of ik) hier niet kunnen blijven.",
        "Het is veilig genoeg. De hulp voor veiligheid kan stoppen.");
}
