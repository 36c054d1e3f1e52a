namespace RoundTable.Grains.Feed;

/// <summary>What servers say to each other.</summary>
internal enum TalkKind
{
    /// <summary>Only that it lives, or nothing that is known here.</summary>
    Beat,

    /// <summary>Say everything again.</summary>
    AskAll,

    /// <summary>Everything has been said again.</summary>
    All,

    /// <summary>Say what you have under one topic.</summary>
    Ask,

    /// <summary>Words under a topic.</summary>
    Say,
}
