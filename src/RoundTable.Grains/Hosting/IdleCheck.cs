namespace RoundTable.Grains.Hosting;

/// <summary>The turn in which an activation looks whether it has been idle for long enough.</summary>
internal sealed class IdleCheck(Activation activation) : Turn
{
    internal override bool IsCall => false;

    internal override ValueTask RunAsync(Grain grain)
    {
        activation.RetireIfIdle(grain);
        return ValueTask.CompletedTask;
    }

    internal void Post() => activation.PostInternal(this);

    internal override void Fail(Exception reason)
    {
        // Nobody waits for the check.
    }
}
