namespace RoundTable.Yjs;

/// <summary>What one transaction did to the sub-documents (Yjs: the <c>subdocs</c> event).</summary>
/// <param name="Added">Came into the document.</param>
/// <param name="Removed">Left it; they are destroyed after the event.</param>
/// <param name="Loaded">Somebody asked for their content.</param>
/// <param name="Transaction">The transaction.</param>
public sealed record SubdocsChange(IReadOnlyCollection<Doc> Added, IReadOnlyCollection<Doc> Removed, IReadOnlyCollection<Doc> Loaded, Transaction Transaction);
