using RoundTable.Server.Hosting;

namespace RoundTable.Server.Pdf;

/// <summary>Minutes as PDF.</summary>
internal static class PdfExtensions
{
    public static IServiceCollection AddPdf(this IServiceCollection services)
    {
        services.AddSingleton<PdfPrinter>();
        services.AddHostedService<PdfLeftovers>();
        return services;
    }

    /// <summary>Takes away folders of browsers that died with an earlier server. They hold no page, but they would add up.</summary>
    private sealed class PdfLeftovers(DataFolder data) : IHostedService
    {
        public Task StartAsync(CancellationToken ct)
        {
            foreach (var profile in Directory.EnumerateDirectories(data.Pdf))
                BrowserProcess.Remove(profile);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
    }
}
