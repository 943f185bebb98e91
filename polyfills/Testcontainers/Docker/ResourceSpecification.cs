using System.Collections.Immutable;

namespace DotNet.Testcontainers.Docker;

/// <summary>What every builder gathers.</summary>
abstract record ResourceSpecification
{
    /// <summary>Null for the one that is found on this machine.</summary>
    public Uri Endpoint { get; init; }

    public bool CleanUp { get; init; } = true;

    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The labels with those by which an abandoned resource is found.</summary>
    public IDictionary<string, string> AllLabels => new Dictionary<string, string>(Labels.SetItems(Session.Labels(CleanUp)));
}
