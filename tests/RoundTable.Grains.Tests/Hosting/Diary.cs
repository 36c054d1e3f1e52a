using System.Collections.Concurrent;

namespace RoundTable.Grains.Tests.Hosting;

/// <summary>What the grains of one test did, in order, and the switches by which the test steers them.</summary>
internal sealed class Diary
{
    private readonly ConcurrentQueue<string> _lines = [];

    internal IEnumerable<string> Lines => _lines;

    /// <summary>Thrown by the next activations while set.</summary>
    internal Exception? ActivationFailure { get; set; }

    /// <summary>Runs in deactivation.</summary>
    internal Func<Task> Deactivation { get; set; } = () => Task.CompletedTask;

    internal bool MayRetire { get; set; } = true;

    internal void Write(string line) => _lines.Enqueue(line);
}
