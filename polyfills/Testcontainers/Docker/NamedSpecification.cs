using System.Collections.Immutable;

namespace DotNet.Testcontainers.Docker;

/// <summary>A network or a volume.</summary>
sealed record NamedSpecification : ResourceSpecification
{
    public string Name { get; init; } = Guid.NewGuid().ToString("D");

    public string Driver { get; init; }

    public ImmutableDictionary<string, string> Options { get; init; } = ImmutableDictionary<string, string>.Empty;
}
