using System.Collections.Immutable;

namespace HomeLab.Stacks.Compose;

/// <summary>What a project refers to and does not hold: files of its repository, and variables that configs and secrets are made of.</summary>
/// <param name="Files">By <c>./path/from/the/repository's/root</c>.</param>
/// <param name="Variables">Values by name. They are secrets.</param>
sealed record RepositoryFiles(
    ImmutableSortedDictionary<string, RepositoryFile> Files, TextMap Variables)
{
    public static RepositoryFiles None { get; } = new(ImmutableSortedDictionary.Create<string, RepositoryFile>(StringComparer.Ordinal), TextMaps.Empty);

    public RepositoryFiles(IEnumerable<KeyValuePair<string, RepositoryFile>> files)
        : this(files.ToImmutableSortedDictionary(StringComparer.Ordinal), TextMaps.Empty)
    {
    }
}
