using Microsoft.Extensions.Logging;

namespace RoundTable.Grains.Sections;

// Events 2100 to 2199.
public sealed partial class SectionGrain
{
    [LoggerMessage(2100, LogLevel.Information, "Section {Section} refused an update: {Code}.")]
    private partial void LogRefused(string section, string code);

    [LoggerMessage(2101, LogLevel.Warning, "Section {Section} left memory with {Readers} connections, which open it again.")]
    private partial void LogDropped(string section, int readers);

    [LoggerMessage(2102, LogLevel.Warning, "A snapshot of section {Section} was not saved.")]
    private partial void LogSnapshotFailed(string section, Exception e);

    [LoggerMessage(2103, LogLevel.Error, "Updates of section {Section} could not be written; nothing of them was acknowledged.")]
    private partial void LogAppendFailed(string section, Exception e);

    [LoggerMessage(2104, LogLevel.Error, "Section {Section} cannot be read from its snapshot; all its records are read instead.")]
    private partial void LogSnapshotUnreadable(string section, Exception e);

    [LoggerMessage(2105, LogLevel.Error, "A connection to section {Section} could not be told something; it must open the section again.")]
    private partial void LogObserverFailed(string section, Exception e);

    [LoggerMessage(2106, LogLevel.Error, "What reached the disk of section {Section} could not be told; everybody opens it again.")]
    private partial void LogAnswerFailed(string section, Exception e);

    [LoggerMessage(2107, LogLevel.Error, "Record {Seq} of section {Section} builds on something that is nowhere; that part of it is left out.")]
    private partial void LogIncomplete(string section, long seq);
}
