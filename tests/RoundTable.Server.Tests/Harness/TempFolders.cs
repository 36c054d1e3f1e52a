namespace RoundTable.Server.Tests.Harness;

/// <summary>Data folders of servers, gone when the test process ends.</summary>
internal static class TempFolders
{
    private static readonly string Root = Directory.CreateTempSubdirectory("roundtable-tests-").FullName;
    private static int Count;

    static TempFolders() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Root, recursive: true);

    public static string Next() => Path.Combine(Root, $"{Interlocked.Increment(ref Count)}");
}
