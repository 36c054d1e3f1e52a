namespace RoundTable.Grains.Hosting;

/// <summary>The turn after which a life ends. Of one that could not begin, nothing is in memory: whoever waits hears the same.</summary>
internal sealed class RetirementTurn : Turn
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal override bool IsCall => true;

    internal override bool AlwaysFits => true;

    internal Task Done => _done.Task;

    internal override ValueTask RunAsync(Grain grain)
    {
        grain.EndLife();
        _done.SetResult();
        return ValueTask.CompletedTask;
    }

    internal override void Fail(Exception reason) => _done.SetResult();
}
