namespace RoundTable.Server.Rehearsal;

/// <summary>The rehearsal, of the server that people reach and not of the one that is rehearsed in.</summary>
internal static class RehearsalExtensions
{
    public static IServiceCollection AddRehearsal(this IServiceCollection services) =>
        services.AddSingleton<DressRehearsal>().AddSingleton<RehearsalPlay>(Stage.PlayAsync);

    /// <summary>Ends the rehearsal as soon as somebody comes; whoever only asks how the server is does not count.</summary>
    public static IApplicationBuilder UseRehearsal(this IApplicationBuilder app)
    {
        var rehearsal = app.ApplicationServices.GetRequiredService<DressRehearsal>();
        return app.Use((http, next) =>
        {
            if (!http.Request.Path.StartsWithSegments("/health"))
                rehearsal.GiveWay();
            return next(http);
        });
    }
}
