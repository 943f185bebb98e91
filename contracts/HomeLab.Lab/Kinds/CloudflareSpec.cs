using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

public sealed record CloudflareSpec
{
    [Description("API token that may edit the zones' DNS.")]
    public required SecretReference Token { get; init; }

    [Description("The zones that HomeLab may write records in.")]
    public required IReadOnlyList<string> Zones { get; init; }

    [Description("The API's base address; unset: Cloudflare's own.")]
    [RegularExpression(Forms.HttpUrl, ErrorMessage = Forms.HttpUrlExpected)]
    public string? Url { get; init; }
}
