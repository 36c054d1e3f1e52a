using RoundTable.Server.Api;
using RoundTable.Server.Demo;
using RoundTable.Server.Doors;
using RoundTable.Server.Erasure;
using RoundTable.Server.Health;
using RoundTable.Server.Hubs;
using RoundTable.Server.Limits;
using RoundTable.Server.Mail;
using RoundTable.Server.Pdf;
using RoundTable.Server.Security;
using RoundTable.Server.Telemetry;
using RoundTable.Server.Web;

namespace RoundTable.Server.Hosting;

/// <summary>The table of contents: one <c>AddX</c> and one <c>MapX</c> for each feature.</summary>
internal static class ServerParts
{
    public static WebApplicationBuilder AddServer(this WebApplicationBuilder builder, ServerArguments arguments)
    {
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
        return builder;
    }

    public static WebApplication UseServer(this WebApplication app)
    {
        app.UseKnownProxies();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseSecurityHeaders();
        app.UseMiddleware<SameSiteGuard>();
        app.UseMiddleware<StoreGuard>();
        app.UseMiddleware<SessionEnding>();
        app.UseMiddleware<OversizedBodies>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<SamePersonGuard>();
        app.UseRateLimiter();
        app.UseDoors();
        app.MapHealth();
        app.MapApi();
        app.MapTableHub();
        app.MapDoors();
        app.MapWebClient();
        return app;
    }
}
