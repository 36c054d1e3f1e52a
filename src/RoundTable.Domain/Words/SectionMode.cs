namespace RoundTable.Domain.Words;

/// <summary>How a section is written (design D3).</summary>
public enum SectionMode
{
    /// <summary>Its audience types in it together.</summary>
    Live,

    /// <summary>Only whole, released items arrive in it; nobody types in it and nobody is seen in it.</summary>
    Released,
}
