using Microsoft.Extensions.Options;
using RoundTable.Server.Security;

namespace RoundTable.Server.Hosting;

/// <summary>Settings, data folder and what else every feature stands on.</summary>
internal static class HostingExtensions
{
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder, ServerArguments arguments)
    {
        builder.Configuration.AddInMemoryCollection(arguments.Settings);
        builder.Services.AddOptions<RoundTableOptions>()
            .Configure(options => Bind(builder.Configuration, options))
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<RoundTableOptions>, RoundTableOptionsValidator>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IRandomBytes, SystemRandomBytes>();
        builder.Services.AddSingleton<DataFolder>();
        builder.Services.AddSingleton<PublicAddress>();
        builder.Services.AddSingleton(Console.Out);
        builder.Services.AddHostedService<Startup>();
        builder.Services.AddHostedService<MemoryReturn>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        // A failed start ends in a line of our own (StartFault) or in the exception itself; not in both.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = OversizedBodies.Most;
        });
        if (!NamesAnAddress(builder.Configuration))
            builder.WebHost.UseUrls(RoundTableOptions.DefaultUrl);
        return builder;
    }

    private static void Bind(IConfiguration configuration, RoundTableOptions options)
    {
        var section = configuration.GetSection(RoundTableOptions.Section);
        if (TimeSettings.Faults(section, typeof(RoundTableOptions)).ToList() is { Count: > 0 } faults)
            throw new OptionsValidationException(RoundTableOptions.Section, typeof(RoundTableOptions), faults);
        try
        {
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException e)
        {
            throw new OptionsValidationException(RoundTableOptions.Section, typeof(RoundTableOptions), [e.Message]);
        }
    }

    private static bool NamesAnAddress(IConfiguration configuration) =>
        new[] { "urls", "http_ports", "https_ports" }.Any(key => !string.IsNullOrEmpty(configuration[key]))
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
