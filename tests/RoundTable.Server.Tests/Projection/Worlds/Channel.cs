namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>By which way bytes left for somebody.</summary>
internal enum Channel
{
    /// <summary>Views of the plan.</summary>
    Plan,

    /// <summary>Views of a meeting.</summary>
    Meeting,

    /// <summary>Section documents: openings, updates, whose each client is; and the text that a client makes of them.</summary>
    Section,

    /// <summary>Who is where in a section.</summary>
    Presence,

    /// <summary>Refusals.</summary>
    Reply,

    /// <summary>Minutes as rendered for the one who reads.</summary>
    Minutes,

    /// <summary>"Wie keek in mijn plan".</summary>
    Access,

    /// <summary>Earlier moments of a section.</summary>
    History,

    /// <summary>A copy of everything about somebody: for them, and for the director who takes it for them.</summary>
    Copy,

    /// <summary>The same as files: data and a page, in which their own minutes stand too.</summary>
    CopyFile,

    /// <summary>What emergency access opens.</summary>
    Emergency,

    /// <summary>Mail.</summary>
    Mail,

    /// <summary>Lines of the server's log, which is for nobody in a plan.</summary>
    Log,

    /// <summary>The report of an erasure.</summary>
    Erasure,

    /// <summary>Answers over HTTP that hold several of these, such as the desk.</summary>
    Desk,
}
