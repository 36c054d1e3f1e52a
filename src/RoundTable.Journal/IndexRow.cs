namespace RoundTable.Journal;

/// <summary>One line of a look-up list, written together with the record that causes it.</summary>
/// <param name="Index">Which list, at most 128 bytes of UTF-8.</param>
/// <param name="Key">What is looked up, at most 1,024 bytes of UTF-8.</param>
/// <param name="Value">What is found, at most 1,024 bytes of UTF-8; a key may have many values, each once.</param>
public sealed record IndexRow(string Index, string Key, string Value);
