namespace RoundTable.Yjs;

/// <summary>Units of the document that a delete hits.</summary>
/// <param name="Id">The first unit.</param>
/// <param name="Length">Clock units.</param>
/// <param name="Live">False when they are deleted already: nothing would happen to them.</param>
/// <param name="Kind">What they hold.</param>
/// <param name="Location">Where they are.</param>
/// <param name="Cuts">At how many of its ends the delete cuts the run that they are part of: 0 to 2; 0 when they are not live.</param>
public readonly record struct DeletedRun(Id Id, int Length, bool Live, StructKind Kind, ItemLocation Location, int Cuts);
