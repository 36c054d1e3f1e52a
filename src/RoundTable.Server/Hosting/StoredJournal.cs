using RoundTable.Journal;

namespace RoundTable.Server.Hosting;

/// <summary>The journal as it is stored, with what is in it sealed.</summary>
internal sealed record StoredJournal(IJournal Journal);
