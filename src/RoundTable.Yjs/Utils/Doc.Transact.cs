using System.Runtime.ExceptionServices;
using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

public sealed partial class Doc
{
    private readonly List<Transaction> _queue = new(1);
    private Transaction? _transaction;
    private ExceptionDispatchInfo? _handlerFailure;
    private int _deepObservers;

    /// <summary>A transaction changed something: its update in format V1, encoded once and only while somebody listens.</summary>
    public event Action<DocUpdate>? Update;

    /// <summary>The same in format V2.</summary>
    public event Action<DocUpdate>? UpdateV2;

    /// <summary>A transaction is about to call observers.</summary>
    public event Action<Transaction>? BeforeObserverCalls;

    /// <summary>Observers were called; nothing is collected or merged yet.</summary>
    public event Action<Transaction>? AfterTransaction;

    /// <summary>A transaction is wholly done, just before its update is emitted.</summary>
    public event Action<Transaction>? AfterTransactionCleanup;

    /// <summary>
    /// A remote update wrote under this replica's <see cref="ClientId"/>. Yjs draws a new id at random; here the handler does,
    /// for chance is the caller's.
    /// </summary>
    public event Action<Doc>? ClientIdTaken;

    /// <summary>Sub-documents came, went or should be loaded.</summary>
    public event Action<SubdocsChange>? Subdocs;

    /// <summary>
    /// Runs changes as one transaction; inside another one they join it.
    /// </summary>
    /// <param name="body">The changes; observers and the update follow after it, also when it throws.</param>
    /// <param name="origin">What observers see as the cause; null means nothing in particular.</param>
    public void Transact(Action<Transaction> body, object? origin = null) => Transact(body, static (run, transaction) => run(transaction), origin, true);

    internal bool ListensForParents => _deepObservers > 0 || AfterTransaction is not null;

    internal void CountDeepObserver(int change) => _deepObservers += change;

    /// <summary>Like the public one, without a closure.</summary>
    internal void Transact<TState>(TState state, Action<TState, Transaction> body, object? origin, bool local)
        where TState : allows ref struct
    {
        var outermost = Begin(origin, local, out var transaction);
        try
        {
            body(state, transaction);
        }
        finally
        {
            if (outermost)
            {
                End(transaction);
            }
        }
    }

    /// <summary>Joins the running transaction or begins one, which the caller must <see cref="End"/>.</summary>
    internal bool Begin(object? origin, bool local, out Transaction transaction)
    {
        if (_transaction is not null)
        {
            CheckThread();
            transaction = _transaction;
            return false;
        }
        if (_queue.Count == 0)
        {
            Enter();
        }
        transaction = _transaction = new Transaction(this, origin, local);
        _queue.Add(transaction);
        return true;
    }

    /// <summary>Ends the outermost transaction; those that its observers begin queue behind it.</summary>
    internal void End(Transaction transaction)
    {
        _transaction = null;
        if (!ReferenceEquals(_queue[0], transaction))
        {
            return;
        }
        try
        {
            for (var i = 0; i < _queue.Count; i++)
            {
                CleanUp(_queue[i]);
            }
        }
        finally
        {
            _queue.Clear();
            Leave();
        }
        if (_handlerFailure is { } failure)
        {
            _handlerFailure = null;
            failure.Throw();
        }
    }

    internal void NoteTouched(Transaction by, ClientStructs structs)
    {
        for (var i = 0; i < _queue.Count; i++)
        {
            if (ReferenceEquals(_queue[i], by) || !_queue[i].IsDone)
            {
                _queue[i].NoteTouched(structs);
            }
        }
    }

    /// <summary>Everything that follows a transaction (Yjs: <c>cleanupTransactions</c>).</summary>
    private void CleanUp(Transaction transaction)
    {
        if (transaction.HasDeletes)
        {
            transaction.Deletes.SortAndMerge();
        }
        transaction.NoteAfter();
        Call(BeforeObserverCalls, transaction);
        transaction.CallObservers();
        Call(AfterTransaction, transaction);
        if (transaction.NeedsFormattingCleanup)
        {
            FormattingCleanup.AfterTransaction(transaction);
        }
        if (Gc)
        {
            transaction.CollectGarbage(_options.GcFilter);
        }
        transaction.MergeStructs();
        if (!transaction.Local && transaction.Moved(ClientId))
        {
            Call(ClientIdTaken, this);
        }
        Call(AfterTransactionCleanup, transaction);
        EmitUpdates(transaction);
        EmitSubdocs(transaction);
        transaction.Detach();
    }

    private void EmitUpdates(Transaction transaction)
    {
        if ((Update is null && UpdateV2 is null) || !transaction.HasContent)
        {
            return;
        }
        if (Update is { } listener)
        {
            Call(listener, new DocUpdate(EncodeTransactionV1(transaction), transaction.Origin, transaction.Local, transaction));
        }
        if (UpdateV2 is { } listenerV2)
        {
            Call(listenerV2, new DocUpdate(EncodeTransaction(transaction, new UpdateEncoderV2()), transaction.Origin, transaction.Local, transaction));
        }
    }

    /// <summary>Calls every handler; the first failure is thrown when the transaction is done, the others are not held up.</summary>
    internal void Call<T>(Action<T>? handlers, T argument)
    {
        if (handlers is null)
        {
            return;
        }
        if (handlers.HasSingleTarget)
        {
            Guard(handlers, argument);
            return;
        }
        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            Guard(handler, argument);
        }
    }

    private void Guard<T>(Action<T> handler, T argument)
    {
        try
        {
            handler(argument);
        }
#pragma warning disable CA1031 // A handler's failure, of whatever kind, must not leave the document half cleaned up; it is rethrown at the end.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _handlerFailure ??= ExceptionDispatchInfo.Capture(e);
        }
    }
}
