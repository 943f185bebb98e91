using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

/// <summary>Where the open pull requests of a repository are listed, such as Renovate's. They are read with the repository's token.</summary>
public sealed record PullsSpec
{
    [Description("Whose API it is; gitea is Forgejo's too.")]
    [AllowedValues("github", "gitea")]
    public required string Forge { get; init; }

    [Description("The API's address; unset: https://api.github.com for github.com, else /api/v3 (github) or /api/v1 (gitea) of the remote's host.")]
    [RegularExpression(Forms.HttpUrl, ErrorMessage = Forms.HttpUrlExpected)]
    public string? Url { get; init; }

    [Description("How often they are listed; at least 10s.")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(5);

    [Description("How long one may be open before that is a finding.")]
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromDays(21);
}
