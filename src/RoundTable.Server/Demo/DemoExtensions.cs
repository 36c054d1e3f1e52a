namespace RoundTable.Server.Demo;

/// <summary>The fictional families.</summary>
internal static class DemoExtensions
{
    public static IServiceCollection AddDemo(this IServiceCollection services) =>
        services.AddSingleton<DemoLinks>().AddSingleton<DemoLoader>();
}
