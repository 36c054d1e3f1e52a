using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoundTable.Domain.Ids;
using RoundTable.Journal;

namespace RoundTable.Server.Tests.Harness;

/// <summary>A journal that does not take records of plans, sections or subjects while it is told so, or lets the log, records of sections, the way to a section or what is read wait; all else goes on to the real one.</summary>
public class FickleJournal : DispatchProxy
{
    private const string Plans = "plan/";
    private const string Sections = "section/";
    private const string Subjects = "subject/";
    private const string Log = "access/";
    private const string Nowhere = "server/nowhere";
    private Func<IJournal> _real = null!;
    private volatile bool _refuses;
    private volatile bool _refusesPlans;
    private volatile bool _refusesSubjects;
    private volatile string? _refusesSubject;
    private volatile Task? _logGate;
    private volatile Task? _headGate;
    private volatile Task? _sectionGate;
    private volatile HeldReads? _reads;
    private int _refused;
    private int _mailAsked;
    private int _held;

    /// <summary>Whether records of sections are refused.</summary>
    public bool Refuses
    {
        get => _refuses;
        set => _refuses = value;
    }

    /// <summary>Whether records of plans are refused.</summary>
    public bool RefusesPlans
    {
        get => _refusesPlans;
        set => _refusesPlans = value;
    }

    /// <summary>Whether records of subjects, their sessions among them, are refused.</summary>
    public bool RefusesSubjects
    {
        get => _refusesSubjects;
        set => _refusesSubjects = value;
    }

    /// <summary>The one subject whose records are refused; null for none.</summary>
    public SubjectId? RefusesSubject
    {
        get => _refusesSubject is { } subject ? new SubjectId(subject) : null;
        set => _refusesSubject = value?.Value;
    }

    /// <summary>How often a round of mail asked whether it is held.</summary>
    public int MailAsked => Volatile.Read(ref _mailAsked);

    /// <summary>How many appends were refused.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>How many lines of the log of access wait, or questions how far a section is, or readers.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>Lets lines of the log of access wait until the result is released, and what waits as long for no line.</summary>
    public Hold HoldLog()
    {
        var hold = new Hold(() => _logGate = null);
        _logGate = hold.Gate;
        return hold;
    }

    /// <summary>Lets records of sections wait until the result is released.</summary>
    public Hold HoldSections()
    {
        var hold = new Hold(() => _sectionGate = null);
        _sectionGate = hold.Gate;
        return hold;
    }

    /// <summary>Lets the question how far a section is wait until the result is released: so over a shared store no section opens.</summary>
    public Hold HoldHeads()
    {
        var hold = new Hold(() => _headGate = null);
        _headGate = hold.Gate;
        return hold;
    }

    /// <summary>Lets whoever reads streams whose names begin so wait until the result is released.</summary>
    public Hold HoldReads(string streams)
    {
        var hold = new Hold(() => _reads = null);
        _reads = new HeldReads(streams, hold.Gate);
        return hold;
    }

    /// <summary>Puts one in front of the server's own journal.</summary>
    public static FickleJournal Before(IServiceCollection services)
    {
        var real = services.Last(s => s.ServiceType == typeof(IJournal)).ImplementationFactory!;
        var proxy = Create<IJournal, FickleJournal>();
        var fickle = (FickleJournal)(object)proxy;
        services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            var journal = (IJournal)real(provider);
            fickle._real = () => journal;
            return proxy;
        }));
        return fickle;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IJournal.FindAsync) && args is ["outbox", ..])
            Interlocked.Increment(ref _mailAsked);
        if (args is [IReadOnlyList<Append> appends, ..] && appends.Any(IsRefused))
        {
            Interlocked.Increment(ref _refused);
            return ValueTask.FromException<IReadOnlyList<Appended>>(new JournalUnavailableException("The disk is full."));
        }

        if (args is [Append alone, ..] && IsRefused(alone))
        {
            Interlocked.Increment(ref _refused);
            return ValueTask.FromException<Appended>(new JournalUnavailableException("The disk is full."));
        }

        if (_logGate is { } gate && args is [Append line, ..] && line.Stream.Value.StartsWith(Log, StringComparison.Ordinal))
            return HoldAsync(gate, line);
        if (_logGate is { } closed && targetMethod!.Name == nameof(IJournal.TouchAsync) && args is [StreamId { Value: Nowhere } nowhere, ..])
            return TouchAsync(closed, nowhere);
        if (_sectionGate is { } busy && args is [IReadOnlyList<Append> batch, ..] && batch[0].Stream.Value.StartsWith(Sections, StringComparison.Ordinal))
            return HoldAsync(busy, batch);
        if (_headGate is { } shut && targetMethod!.Name == nameof(IJournal.HeadAsync) && args is [StreamId stream, ..] && stream.Value.StartsWith(Sections, StringComparison.Ordinal))
            return HoldAsync(shut, stream);
        if (_reads is { } reads && targetMethod!.Name == nameof(IJournal.ReadAsync) && args is [StreamId read, long from, CancellationToken ct] && read.Value.StartsWith(reads.Streams, StringComparison.Ordinal))
            return HoldAsync(reads.Gate, read, from, ct);
        return targetMethod!.Invoke(_real(), args);
    }

    private async IAsyncEnumerable<JournalRecord> HoldAsync(Task gate, StreamId stream, long from, [EnumeratorCancellation] CancellationToken ct)
    {
        Interlocked.Increment(ref _held);
        await gate.WaitAsync(ct);
        await foreach (var record in _real().ReadAsync(stream, from, ct))
            yield return record;
    }

    private bool IsRefused(Append append) =>
        (Refuses && append.Stream.Value.StartsWith(Sections, StringComparison.Ordinal))
        || (RefusesPlans && append.Stream.Value.StartsWith(Plans, StringComparison.Ordinal))
        || (RefusesSubjects && append.Stream.Value.StartsWith(Subjects, StringComparison.Ordinal))
        || (_refusesSubject is { } subject && append.Stream.Value == $"{Subjects}{subject}");

    private async ValueTask<long> HoldAsync(Task gate, StreamId stream)
    {
        Interlocked.Increment(ref _held);
        await gate;
        return await _real().HeadAsync(stream);
    }

    private async ValueTask TouchAsync(Task gate, StreamId stream)
    {
        Interlocked.Increment(ref _held);
        await gate;
        await _real().TouchAsync(stream);
    }

    private async ValueTask<Appended> HoldAsync(Task gate, Append line)
    {
        Interlocked.Increment(ref _held);
        await gate;
        return await _real().AppendAsync(line);
    }

    private async ValueTask<IReadOnlyList<Appended>> HoldAsync(Task gate, IReadOnlyList<Append> batch)
    {
        Interlocked.Increment(ref _held);
        await gate;
        return await _real().AppendAllAsync(batch);
    }

    private sealed record HeldReads(string Streams, Task Gate);
}
