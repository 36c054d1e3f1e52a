using Microsoft.Extensions.Logging;

namespace RoundTable.Grains.Hosting;

public sealed partial class GrainHost
{
    internal void LogActivationFailed(GrainId id, Exception e) => LogActivationFailed(id.Type.Name, id.Key, e);

    internal void LogDeactivationFailed(GrainId id, Exception e) => LogDeactivationFailed(id.Type.Name, id.Key, e);

    internal void LogTurnFailed(GrainId id, Exception e) => LogTurnFailed(id.Type.Name, id.Key, e);

    internal void LogRefreshFailed(GrainId id, Exception e) => LogRefreshFailed(id.Type.Name, id.Key, e);

    [LoggerMessage(3001, LogLevel.Warning, "{Grain} {Key} could not be activated")]
    private partial void LogActivationFailed(string grain, string key, Exception e);

    [LoggerMessage(3002, LogLevel.Error, "{Grain} {Key} failed while it was deactivated")]
    private partial void LogDeactivationFailed(string grain, string key, Exception e);

    [LoggerMessage(3003, LogLevel.Error, "A timer of {Grain} {Key} failed")]
    private partial void LogTurnFailed(string grain, string key, Exception e);

    [LoggerMessage(3004, LogLevel.Error, "{Grain} {Key} could not take over what others wrote")]
    private partial void LogRefreshFailed(string grain, string key, Exception e);
}
