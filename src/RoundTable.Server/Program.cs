using RoundTable.Journal;
using RoundTable.Server.Api;
using RoundTable.Server.Commands;
using RoundTable.Server.Demo;
using RoundTable.Server.Doors;
using RoundTable.Server.Erasure;
using RoundTable.Server.Health;
using RoundTable.Server.Hosting;
using RoundTable.Server.Hubs;
using RoundTable.Server.Limits;
using RoundTable.Server.Mail;
using RoundTable.Server.Pdf;
using RoundTable.Server.Security;
using RoundTable.Server.Telemetry;
using RoundTable.Server.Web;
using RoundTable.Server.Wire.TypeScript;

try
{
    var arguments = ServerArguments.Parse(args);
    if (arguments.WriteTypes is { } file)
    {
        await File.WriteAllTextAsync(file, WireTypes.Write());
        return;
    }

    var builder = WebApplication.CreateBuilder([.. arguments.Rest, ServerArguments.WatchNothing]);
    builder.AddHosting(arguments);
    builder.Services.AddStore();
    builder.Services.AddTelemetry();
    builder.Services.AddLimits();
    builder.Services.AddSecurity();
    builder.Services.AddHealth();
    builder.Services.AddApi();
    builder.Services.AddTableHub();
    builder.Services.AddDoors();
    builder.Services.AddErasure();
    builder.Services.AddMail();
    builder.Services.AddPdf();
    builder.Services.AddDemo();
    builder.Services.AddWebClient();

    var app = builder.Build();
    if (arguments.Command is { } command)
    {
        await StoreStart.ReachAsync(app.Services.GetRequiredService<StoredJournal>(), app.Services.GetRequiredService<Vault>(), default);
        Environment.ExitCode = await ActivatorUtilities.CreateInstance<CommandRunner>(app.Services).RunAsync(command, default);
        await app.DisposeAsync();
        return;
    }

    app.UseKnownProxies();
    app.UseExceptionHandler();
    app.UseStatusCodePages();
    app.UseSecurityHeaders();
    app.UseMiddleware<SameSiteGuard>();
    app.UseMiddleware<OversizedBodies>();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseRateLimiter();
    app.UseDoors();
    app.MapHealth();
    app.MapApi();
    app.MapTableHub();
    app.MapDoors();
    app.MapWebClient();
    await app.RunAsync();
}
catch (Exception e) when (StartFault.Explain(e) is { } line)
{
    await Console.Error.WriteLineAsync(line);
    Environment.ExitCode = 1;
}
