using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RoundTable.Server.Tests.Harness;

/// <summary>Keeps every line that the server logs, with its values and exceptions.</summary>
internal sealed class LogCapture : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = [];

    /// <summary>Every line so far, in order.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    public string All => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Category(LogCapture capture, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            capture._lines.Enqueue($"{logLevel} {name} {formatter(state, exception)} {exception}");
            if (state is IEnumerable<KeyValuePair<string, object?>> values)
                capture._lines.Enqueue(string.Join(' ', values.Select(value => $"{value.Key}={value.Value}")));
        }
    }
}
