namespace RoundTable.Server.Hosting;

/// <summary>A legal basis on which data may be shared without consent (handbook 4.10).</summary>
public sealed class LegalBasisSetting
{
    /// <summary>Stable code, 1 to 100 characters; stands in the journal.</summary>
    public string Code { get; set; } = "";

    /// <summary>The article, for instance <c>Wmo 2015 art. 5.2.6</c>.</summary>
    public string Article { get; set; } = "";

    /// <summary>What it says, in plain words.</summary>
    public string Text { get; set; } = "";

    /// <summary>The list of a server that is configured with none.</summary>
    public static IReadOnlyList<LegalBasisSetting> Default { get; } =
    [
        new() { Code = "directly-involved", Article = "Jeugdwet art. 7.3.11 lid 2", Text = "Rechtstreeks betrokken bij de hulp" },
        new() { Code = "safe-home-task", Article = "Wmo 2015 art. 4.1.1", Text = "Wettelijke taak van Veilig Thuis" },
        new() { Code = "reporting-right", Article = "Wmo 2015 art. 5.2.6", Text = "Meldrecht aan Veilig Thuis" },
        new() { Code = "conflict-of-duties", Article = "WGBO en meldcode", Text = "Conflict van plichten" },
        new() { Code = "public-task", Article = "AVG art. 6 lid 1 onder e", Text = "Wettelijke taak" },
        new() { Code = "vital-interest", Article = "AVG art. 6 lid 1 onder d", Text = "Direct gevaar voor iemands leven" },
    ];
}
