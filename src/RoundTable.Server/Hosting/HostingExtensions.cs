using Microsoft.Extensions.Options;

namespace RoundTable.Server.Hosting;

/// <summary>Settings, data folder and what else every feature stands on.</summary>
internal static class HostingExtensions
{
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder, ServerArguments arguments)
    {
        builder.Configuration.AddInMemoryCollection(arguments.Settings);
        builder.Services.AddOptions<RoundTableOptions>()
            .Bind(builder.Configuration.GetSection(RoundTableOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<RoundTableOptions>, RoundTableOptionsValidator>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IRandomBytes, SystemRandomBytes>();
        builder.Services.AddSingleton<DataFolder>();
        builder.Services.AddSingleton<PublicAddress>();
        builder.Services.AddSingleton(Console.Out);
        builder.Services.AddHostedService<Startup>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
        });
        if (!NamesAnAddress(builder.Configuration))
            builder.WebHost.UseUrls(RoundTableOptions.DefaultUrl);
        return builder;
    }

    private static bool NamesAnAddress(IConfiguration configuration) =>
        new[] { "urls", "http_ports", "https_ports" }.Any(key => !string.IsNullOrEmpty(configuration[key]))
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
