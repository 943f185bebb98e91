using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.State;

/// <param name="State">As Docker says it.</param>
sealed record Container(string Id, string Name, string Image, string State, ImmutableSortedDictionary<string, string> Labels)
{
    public const string ProjectLabel = "com.docker.compose.project";

    public const string ServiceLabel = "com.docker.compose.service";

    public const string HashLabel = "com.docker.compose.config-hash";

    /// <summary>Of the image that it was made of.</summary>
    public string Digest { get; init; } = "";

    /// <summary><c>healthy</c>, <c>unhealthy</c>, <c>starting</c>; null: nobody looks after its health.</summary>
    public string? Health { get; init; }

    public ImmutableList<string> Networks { get; init; } = [];

    public ImmutableList<string> Volumes { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; } = DateTimeOffset.FromUnixTimeSeconds(1_774_000_000);

    public string? Project => Labels.GetValueOrDefault(ProjectLabel);

    public string? Service => Labels.GetValueOrDefault(ServiceLabel);
}
