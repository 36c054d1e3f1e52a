namespace RoundTable.Yjs;

/// <summary>Sync messages, by their number on the wire.</summary>
public enum SyncMessageKind
{
    /// <summary>"This is what I have", with a state vector.</summary>
    Step1 = 0,

    /// <summary>"This is what you lack", with a V1 update.</summary>
    Step2 = 1,

    /// <summary>"This just happened", with a V1 update.</summary>
    Update = 2,
}
