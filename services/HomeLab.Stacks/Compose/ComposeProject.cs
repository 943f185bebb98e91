using System.Collections.Immutable;
using System.Text.Json;
using HomeLab.Stacks.Compose.Reading;

namespace HomeLab.Stacks.Compose;

/// <summary>One rendered Compose project: what <c>docker compose config --format json</c> prints, with types.</summary>
/// <remarks>https://github.com/compose-spec/compose-spec; relative paths are <c>./path/from/the/repository's/root</c>.</remarks>
sealed record ComposeProject
{
    public required string Name { get; init; }

    public ImmutableSortedDictionary<string, ComposeService> Services { get; init; } = None<ComposeService>();

    public ImmutableSortedDictionary<string, ComposeNetwork> Networks { get; init; } = None<ComposeNetwork>();

    public ImmutableSortedDictionary<string, ComposeVolume> Volumes { get; init; } = None<ComposeVolume>();

    public ImmutableSortedDictionary<string, ComposeFile> Configs { get; init; } = None<ComposeFile>();

    public ImmutableSortedDictionary<string, ComposeFile> Secrets { get; init; } = None<ComposeFile>();

    /// <summary>What is written and has no effect on a single Engine, for people.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <exception cref="ComposeException">With every problem of the project. Other projects are not concerned.</exception>
    public static ComposeProject Parse(JsonElement project) => ProjectReader.Read(project);

    static ImmutableSortedDictionary<string, T> None<T>() => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
