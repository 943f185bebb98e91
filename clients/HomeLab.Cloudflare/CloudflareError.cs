using System.Text.Json.Serialization;

namespace HomeLab.Cloudflare;

/// <summary>One error of an answer. For 1004 and 6003 the useful part is in <see cref="Chain"/>.</summary>
public sealed record CloudflareError
{
    public int Code { get; init; }

    public string Message { get; init; } = "";

    [JsonPropertyName("error_chain")]
    public IReadOnlyList<CloudflareError>? Chain { get; init; }

    /// <summary>Whether this error or one of its chain has the code: 9005 comes at the top and in the chain of 1004.</summary>
    public bool Has(int code) => Code == code || (Chain?.Any(inner => inner.Has(code)) ?? false);

    public override string ToString() =>
        Chain is { Count: > 0 } chain ? $"{Message} ({Code}): {string.Join("; ", chain)}" : $"{Message} ({Code})";
}
