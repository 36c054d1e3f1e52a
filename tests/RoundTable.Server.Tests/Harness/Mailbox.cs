using System.Text.RegularExpressions;

namespace RoundTable.Server.Tests.Harness;

/// <summary>The folder where a server without SMTP puts its mail.</summary>
internal static partial class Mailbox
{
    public static IReadOnlyList<string> Mails(string data) =>
        [.. Directory.GetFiles(Path.Combine(data, "mail"), "*.eml").Select(File.ReadAllText)];

    public static IReadOnlyList<string> To(string data, string address) =>
        [.. Mails(data).Where(mail => mail.Contains($"\r\nTo: {address}\r\n", StringComparison.Ordinal))];

    /// <summary>Waits until there is mail to each of the addresses, as many as it is named.</summary>
    public static async Task<IReadOnlyList<string>> ArrivedAsync(string data, params string[] addresses)
    {
        Directory.CreateDirectory(Path.Combine(data, "mail"));
        using var watcher = new FileSystemWatcher(Path.Combine(data, "mail"), "*.eml");
        using var late = new CancellationTokenSource(Patience.Enough);
        using var changed = new SemaphoreSlim(0);
        watcher.Renamed += (_, _) => changed.Release();
        watcher.EnableRaisingEvents = true;
        while (addresses.Distinct().Where(address => To(data, address).Count < addresses.Count(a => a == address)).ToList() is { Count: > 0 } missing)
        {
            try
            {
                await changed.WaitAsync(TimeSpan.FromSeconds(1), late.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"No mail to {string.Join(", ", missing)} within {Patience.Enough}");
            }
        }

        return [.. addresses.Select((address, i) => To(data, address)[addresses.Take(i).Count(a => a == address)])];
    }

    public static string TokenIn(string mail) => Link().Match(mail).Groups[1].Value;

    [GeneratedRegex(@"http://\S+/in#([A-Za-z0-9_-]+)")]
    private static partial Regex Link();
}
