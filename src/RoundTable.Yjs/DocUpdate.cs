namespace RoundTable.Yjs;

/// <summary>What one transaction changed, ready to be sent.</summary>
/// <param name="Bytes">The update, in the format of the event; the receiver owns it.</param>
/// <param name="Origin">What the transaction was given as its cause.</param>
/// <param name="Local">False when a remote update caused it.</param>
/// <param name="Transaction">The transaction itself.</param>
public sealed record DocUpdate(byte[] Bytes, object? Origin, bool Local, Transaction Transaction);
