using System.ComponentModel.DataAnnotations;

namespace HomeLab.Simulators.Cloudflare;

/// <summary>The simulated Cloudflare account, under <c>Simulators:Cloudflare</c>.</summary>
/// <remarks>With neither zones nor tokens configured it holds the demo lab's: see <see cref="DemoSeed"/>.</remarks>
public sealed class CloudflareOptions
{
    public const string Section = "Simulators:Cloudflare";

    /// <summary>
    /// Where the API hangs; <c>/cloudflare/client/v4</c>, and <c>/client/v4</c> for clients that insist on it, unless told.
    /// </summary>
    public IReadOnlyList<string>? Prefixes { get; init; }

    /// <summary>32 lower-case hex digits.</summary>
    [RegularExpression("^[0-9a-f]{32}$")]
    public string AccountId { get; init; } = "5a11ab1e0acc0000000000000000da7a";

    [Required]
    public string AccountName { get; init; } = "Home lab";

    public IReadOnlyList<ZoneSeed> Zones { get; init; } = [];

    /// <summary>Of the account; the demo lab has none.</summary>
    public IReadOnlyList<TunnelSeed> Tunnels { get; init; } = [];

    public IReadOnlyList<TokenSeed> Tokens { get; init; } = [];

    /// <summary>Legacy credentials, which may do everything.</summary>
    public IReadOnlyList<GlobalKeySeed> GlobalKeys { get; init; } = [];

    /// <summary>Requests a credential has per window.</summary>
    [Range(1, int.MaxValue)]
    public int RateLimit { get; init; } = 1200;

    /// <summary>The window, and how long a credential that exceeded it is refused, in seconds.</summary>
    [Range(1, 86_400)]
    public int RateLimitSeconds { get; init; } = 300;

    /// <summary>Whether a refusal for rate is a page of HTML instead of JSON.</summary>
    public bool IsRateLimitHtml { get; init; }

    /// <summary>
    /// Whether the detail of a DNS validation error is the error itself instead of a link of code 1004's chain. Both occur.
    /// </summary>
    public bool IsValidationFlat { get; init; }

    /// <summary>Where the account's name servers listen on 127.0.0.1, over UDP and TCP; 0: a free port. Unset: nowhere.</summary>
    [Range(0, 65_535)]
    public int? DnsPort { get; init; }
}
