namespace RoundTable.Server.Hosting;

/// <summary>The server's settings: section <c>RoundTable</c> of the configuration. A key that is not here stops the start.</summary>
public sealed class RoundTableOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "RoundTable";

    /// <summary>Where a server listens when nothing else is configured.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    /// <summary>Folder of the journal and of mail files; made when it is not there. Default <c>./data</c>. Also <c>--data</c>.</summary>
    public string Data { get; set; } = "data";

    /// <summary>Whether to load the fictional families. Default false. Also <c>--demo</c>.</summary>
    public bool Demo { get; set; }

    /// <summary>Whether to print a sign-in link for the first director although they have plans already. Default false. Also <c>--director-link</c>.</summary>
    public bool DirectorLink { get; set; }

    /// <summary>The address that people use, for links in mail, for instance <c>https://tafel.gemeente.example</c>. Default: where the server listens.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>
    /// Addresses or networks of the proxies in front, whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed.
    /// Default none: those headers are passed over.
    /// </summary>
    public IList<string> Proxies { get; } = [];

    /// <summary>How long the server goes on serving after it was told to stop, being not ready any more. Longer than who looks at that takes. Default 3 s.</summary>
    public TimeSpan StopDelay { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Over how long the server then sends people to the others, so that they do not get everybody in the same instant; not when it is the
    /// only one (SQLite). Together with <see cref="StopDelay"/> shorter than the supervisor's patience. Default 4 s.
    /// </summary>
    public TimeSpan StopSpread { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Whether the server rehearses what the first people will ask before it is ready, as long as nobody is there. Default true.</summary>
    public bool Rehearsal { get; set; } = true;

    /// <summary>Where the journal is.</summary>
    public StoreOptions Store { get; set; } = new();

    /// <summary>The legal bases that the director can choose from. Default: <see cref="LegalBasisSetting.Default"/>; one entry replaces them all.</summary>
    public IList<LegalBasisSetting> LegalBases { get; } = [];

    /// <summary>Settings of outgoing mail.</summary>
    public MailOptions Mail { get; set; } = new();

    /// <summary>Settings of signing in.</summary>
    public SignInOptions SignIn { get; set; } = new();

    /// <summary>The doors for Yjs clients of any maker.</summary>
    public DoorOptions Doors { get; set; } = new();

    /// <summary>The keys that seal what is stored.</summary>
    public KeyOptions Keys { get; set; } = new();

    /// <summary>Where professionals sign in.</summary>
    public OpenIdConnectOptions OpenIdConnect { get; set; } = new();

    /// <summary>What one person, connection or section may cost the others.</summary>
    public LimitOptions Limits { get; set; } = new();

    /// <summary>How long plans and their logs are kept.</summary>
    public RetentionOptions Retention { get; set; } = new();

    /// <summary>How minutes become PDF.</summary>
    public PdfOptions Pdf { get; set; } = new();

    /// <summary>Where telemetry goes.</summary>
    public TelemetryOptions Telemetry { get; set; } = new();
}
