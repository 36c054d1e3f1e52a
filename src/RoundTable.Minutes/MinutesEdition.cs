namespace RoundTable.Minutes;

/// <summary>Which version a page to keep is, and where its reader finds out whether there is a newer one.</summary>
/// <param name="PublishedAt">When these minutes became final, on the clock in the Netherlands.</param>
/// <param name="Address">The page where the recipient reads them.</param>
public sealed record MinutesEdition(DateTimeOffset PublishedAt, string Address);
