namespace RoundTable.Sessions.Views;

/// <summary>A view to send, because it is different from what the connection was last sent.</summary>
/// <typeparam name="TView">The view.</typeparam>
/// <param name="Reader">The connection.</param>
/// <param name="View">The view; null when the person may no longer see anything.</param>
public sealed record ViewChange<TView>(ReaderId Reader, TView? View)
    where TView : class;
