namespace RoundTable.Server.Tests.Harness;

/// <summary>The real clock to whoever asks the time or sets a timer; to whoever measures how long something took, none has gone by.</summary>
internal sealed class StandingTime : TimeProvider
{
    public override long GetTimestamp() => 1;
}
