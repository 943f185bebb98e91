using System.Text.Json.Serialization;

namespace HomeLab.Inventory.Repositories.Pulls;

/// <summary>A pull request as forges list it: https://docs.github.com/rest/pulls/pulls#list-pull-requests, and the same fields of Gitea's and Forgejo's API.</summary>
sealed record PullRequest
{
    public required int Number { get; init; }

    public string? Title { get; init; }

    public string? Body { get; init; }

    public bool Draft { get; init; }

    [JsonPropertyName("created_at")]
    public DateTimeOffset CreatedAt { get; init; }

    public Account? User { get; init; }

    public Branch? Head { get; init; }

    public Branch? Base { get; init; }

    public IReadOnlyList<Label>? Labels { get; init; }

    public sealed record Account(string? Login);

    public sealed record Branch(string? Ref);

    public sealed record Label(string? Name);
}
