using System.Diagnostics;
using RoundTable.Grains.Hosting;

namespace RoundTable.Grains.Sections;

/// <summary>An update that nobody waits for: what becomes of it is told to the connection.</summary>
internal sealed class PushTurn(PushLine line, long number, ReadOnlyMemory<byte> update) : Turn
{
    private readonly Activity? _cause = Activity.Current;

    internal override bool IsCall => true;

    internal override ValueTask RunAsync(Grain grain)
    {
        Activity.Current = _cause;
        try
        {
            line.Run((SectionGrain)grain, number, update);
        }
        finally
        {
            Activity.Current = null;
        }

        return ValueTask.CompletedTask;
    }

    // The connection opens the section again, and hears then why it cannot.
    internal override void Fail(Exception reason) => line.End(taken: false);
}
