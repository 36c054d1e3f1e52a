using RoundTable.Server.Api;
using RoundTable.Server.Hosting;
using RoundTable.Server.Security;
using RoundTable.Server.Web;

var arguments = ServerArguments.Parse(args);
var builder = WebApplication.CreateBuilder(arguments.Rest);
builder.AddHosting(arguments);
builder.Services.AddProblems();
builder.Services.AddSecurity();
builder.Services.AddWebClient();

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseSecurityHeaders();
app.UseMiddleware<SameSiteGuard>();
app.UseRateLimiter();
app.MapWebClient();
await app.RunAsync();
