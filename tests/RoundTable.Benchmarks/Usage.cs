namespace RoundTable.Benchmarks;

internal static class Usage
{
    public const string Text =
        """
        RoundTable.Benchmarks [--json] [--runs N] [--trace FILE] [--folder DIR] [--server DLL] BENCHMARK ...

        Benchmarks, by name or by group:
          B1 (B1.1 to B1.11), B2 (to B2.4), B3 (to B3.5), B4, B4v1   the crdt-benchmarks suite
          S (S1 to S6), M (M1 to M3), inspect                        the server's own work with the engine
          engine                                                     all of the above
          journal (journal.1, journal.8, journal.64)                 durable appends to SQLite, in DIR
          sections (sections.join, .large, .memory)                  opening a section, and what it keeps of the memory
          hub                                                        12 people in one section of a real server
        """;
}
