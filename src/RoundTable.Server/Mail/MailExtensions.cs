using Microsoft.Extensions.Options;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Mail;

/// <summary>Outgoing mail, over SMTP when it is configured.</summary>
internal static class MailExtensions
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton<Outbox>();
        services.AddSingleton<OutboxHold>();
        services.AddSingleton<CalendarFiles>();
        services.AddSingleton<Postman>();
        services.AddSingleton<IMailTransport>(provider =>
            provider.GetRequiredService<IOptions<RoundTableOptions>>().Value.Mail.Host is null
                ? ActivatorUtilities.CreateInstance<FolderMailTransport>(provider)
                : ActivatorUtilities.CreateInstance<SmtpMailTransport>(provider));
        services.AddHostedService<OutboxWorker>();
        return services;
    }
}
