using Microsoft.Extensions.Hosting.Internal;
using RoundTable.Server.Commands;
using RoundTable.Server.Hosting;
using RoundTable.Server.Rehearsal;
using RoundTable.Server.Wire.TypeScript;

try
{
    var arguments = ServerArguments.Parse(args);
    if (arguments.WriteTypes is { } file)
    {
        await File.WriteAllTextAsync(file, WireTypes.Write());
        return;
    }

    var builder = WebApplication.CreateBuilder([.. arguments.Rest, ServerArguments.WatchNothing]).AddServer(arguments);
    builder.Services.AddRehearsal();

    // A command has nobody to send on, and one of them needs no keys, which our own lifetime asks for.
    if (arguments.Command is not null)
        builder.Services.AddSingleton<IHostLifetime, ConsoleLifetime>().AddSingleton(arguments.Command);
    var app = builder.Build();
    if (arguments.Command is { } command)
    {
        Environment.ExitCode = await ActivatorUtilities.CreateInstance<CommandRunner>(app.Services).RunAsync(command, default);
        await app.DisposeAsync();
        return;
    }

    app.UseRehearsal();
    await app.UseServer().RunAsync();
}
catch (Exception e) when (StartFault.Explain(e) is { } line)
{
    await Console.Error.WriteLineAsync(line);
    Environment.ExitCode = 1;
}
