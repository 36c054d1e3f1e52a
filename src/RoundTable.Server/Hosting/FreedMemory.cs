using System.Runtime.InteropServices;

namespace RoundTable.Server.Hosting;

/// <summary>
/// What native code (SQLite, OpenSSL, the compiler) has freed and the C library keeps for the next time: in each of its arenas, of
/// which there are as many as there ever were threads at once.
/// </summary>
internal static class FreedMemory
{
    private static readonly MallocTrim? Trim = Find();

    private delegate int MallocTrim(nuint keep);

    /// <summary>Gives it back to the machine; false where the C library has no way to.</summary>
    public static bool GiveBack()
    {
        Trim?.Invoke(0);
        return Trim is not null;
    }

    // Of glibc alone.
    private static MallocTrim? Find() =>
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out var trim)
            ? Marshal.GetDelegateForFunctionPointer<MallocTrim>(trim)
            : null;
}
