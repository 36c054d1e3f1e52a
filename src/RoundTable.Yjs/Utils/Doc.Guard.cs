using System.Diagnostics;

namespace RoundTable.Yjs;

public sealed partial class Doc
{
#if DEBUG
    private int _thread;
#endif

    /// <summary>One thread at a time; different ones, one after the other, are fine.</summary>
    [Conditional("DEBUG")]
    private void Enter()
    {
#if DEBUG
        var holder = Interlocked.CompareExchange(ref _thread, Environment.CurrentManagedThreadId, 0);
        Debug.Assert(holder == 0, "two threads in one document");
#endif
    }

    [Conditional("DEBUG")]
    private void CheckThread()
    {
#if DEBUG
        Debug.Assert(_thread == Environment.CurrentManagedThreadId, "two threads in one document");
#endif
    }

    [Conditional("DEBUG")]
    private void Leave()
    {
#if DEBUG
        Volatile.Write(ref _thread, 0);
#endif
    }
}
