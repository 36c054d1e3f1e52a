using RoundTable.Domain.Ids;
using RoundTable.Grains;
using RoundTable.Journal;
using RoundTable.Server.Hosting;
using RoundTable.Server.Mail;

namespace RoundTable.Server.Commands;

/// <summary>
/// Carries out a command on the store that the settings name; a server may run meanwhile, also one of an older version. Most commands
/// only read the journal.
/// </summary>
internal sealed class CommandRunner(IServiceProvider services, TextWriter console)
{
    public const string VerifyJournal = "verify-journal";
    public const string RewrapKeys = "rewrap-keys";
    public const string RotatePlanKey = "rotate-plan-key";

    /// <summary>Before the first start on an older copy.</summary>
    public const string AfterRestore = "after-restore";

    /// <summary>Lets the mail go that waits since <see cref="AfterRestore"/>.</summary>
    public const string ReleaseMail = "release-mail";

    /// <summary>Every command, and whether it takes an argument.</summary>
    public static IReadOnlyDictionary<string, bool> Names { get; } = new Dictionary<string, bool>
    {
        [VerifyJournal] = false,
        [RewrapKeys] = false,
        [RotatePlanKey] = true,
        [AfterRestore] = false,
        [ReleaseMail] = false,
    };

    /// <summary>Whether a command writes to the journal, and so brings it to this program's version as a start does.</summary>
    public static bool Writes(Command command) => command.Name is AfterRestore or ReleaseMail;

    /// <returns>The exit code: 0, or 1 when what was to be proved is not so.</returns>
    public async Task<int> RunAsync(Command command, CancellationToken ct)
    {
        if (command.Name == VerifyJournal)
        {
            var store = services.GetRequiredService<StoredJournal>();
            await using var journal = store.Journal;
            await StoreStart.ReachToReadAsync(store, ct);
            return await new JournalProof(journal, console).RunAsync(ct) ? 0 : 1;
        }

        var vault = services.GetRequiredService<Vault>();

        // Before anything looks whether the keys open: this is what sets the damaged ones aside.
        if (command.Name == RewrapKeys)
            return await RewrapAsync(vault, ct);
        if (Writes(command))
            return await WriteAsync(command, ct) ? 0 : 1;
        await StoreStart.ReachToReadAsync(services, ct);
        return await RotateAsync(new PlanId(command.Argument!), vault, ct);
    }

    private async Task<bool> WriteAsync(Command command, CancellationToken ct)
    {
        // No command makes a journal.
        await StoreStart.ReachToReadAsync(services.GetRequiredService<StoredJournal>(), ct);
        await StoreStart.ReachAsync(services, ct);
        if (command.Name == AfterRestore)
            return await ActivatorUtilities.CreateInstance<RestoredStore>(services).PrepareAsync(ct);
        await services.GetRequiredService<OutboxHold>().ReleaseAsync(ct);
        await console.WriteLineAsync("Mail about plans goes on.");
        return true;
    }

    private async Task<int> RewrapAsync(Vault vault, CancellationToken ct)
    {
        var (count, damaged) = await vault.RewrapAsync(ct);
        foreach (var key in damaged)
            await console.WriteLineAsync($"DAMAGED {key.Id} of {key.Owner}: master key {key.WrappedBy} does not open it.");
        await console.WriteLineAsync($"{count} data keys are wrapped by the current master key now.");
        if (damaged.Count == 0)
            return 0;
        await console.WriteLineAsync($"{damaged.Count} are not, and what they seal cannot be read: put back copies of them (ops/keys.md).");
        return 1;
    }

    private async Task<int> RotateAsync(PlanId plan, Vault vault, CancellationToken ct)
    {
        if (await services.GetRequiredService<StoredJournal>().Journal.HeadAsync(new StreamId($"plan/{plan.Value}"), ct) == 0)
        {
            await console.WriteLineAsync($"There is no plan {plan.Value}.");
            return 1;
        }

        try
        {
            await console.WriteLineAsync($"What is written to plan {plan.Value} from now on is sealed with key {await vault.RotateAsync(StreamOwners.OfPlan(plan), ct)}.");
            return 0;
        }
        catch (DataErasedException)
        {
            await console.WriteLineAsync($"Plan {plan.Value} was erased.");
            return 1;
        }
    }
}
