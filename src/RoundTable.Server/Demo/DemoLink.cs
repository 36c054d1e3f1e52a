namespace RoundTable.Server.Demo;

/// <summary>A personal link of the demo, as the table shows it and as <c>demo-links.json</c> keeps it.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Role">Function or relation.</param>
/// <param name="Case">The casebook's letter.</param>
/// <param name="Link">The link.</param>
/// <param name="Code">Its code.</param>
internal sealed record DemoLink(string Name, string Role, string Case, string Link, string Code);
