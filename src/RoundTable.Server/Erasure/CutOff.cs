using RoundTable.Server.Doors;
using RoundTable.Server.Hubs;

namespace RoundTable.Server.Erasure;

/// <summary>Cuts off everybody of this process who has something open that was erased, at the hub and at the doors.</summary>
internal sealed class CutOff(LiveConnections hub, OpenDocuments doors)
{
    public async Task RunAsync()
    {
        await hub.CloseErasedAsync();
        await doors.CloseErasedAsync();
    }
}
