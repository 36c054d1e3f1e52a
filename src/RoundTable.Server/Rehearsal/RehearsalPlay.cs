namespace RoundTable.Server.Rehearsal;

/// <summary>What is played.</summary>
/// <param name="ct">Ends the play between two of its steps.</param>
internal delegate Task RehearsalPlay(CancellationToken ct);
