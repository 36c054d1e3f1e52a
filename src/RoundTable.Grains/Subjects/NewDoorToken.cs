namespace RoundTable.Grains.Subjects;

/// <summary>A fresh token for the doors; the token itself is kept nowhere.</summary>
/// <param name="Token">The token.</param>
/// <param name="ExpiresAt">From this moment it is over.</param>
public sealed record NewDoorToken(string Token, DateTimeOffset ExpiresAt);
