namespace RoundTable.Server.Erasure;

/// <summary>Retention and erasure.</summary>
internal static class ErasureExtensions
{
    public static IServiceCollection AddErasure(this IServiceCollection services)
    {
        services.AddSingleton<ErasureStream>();
        services.AddSingleton<CutOff>();
        services.AddSingleton<Eraser>();
        services.AddSingleton<Retention>();
        services.AddHostedService<RetentionWorker>();
        return services;
    }
}
