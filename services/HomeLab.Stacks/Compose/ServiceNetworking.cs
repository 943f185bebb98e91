using System.Collections.Immutable;

namespace HomeLab.Stacks.Compose;

sealed record ServiceNetworking
{
    /// <summary><c>host</c>, <c>none</c>, <c>service:x</c>, <c>container:x</c>, <c>bridge</c>; null: the networks below.</summary>
    public string? Mode { get; init; }

    /// <summary>By the project's key of the network.</summary>
    public ImmutableSortedDictionary<string, NetworkAttachment> Networks { get; init; } =
        ImmutableSortedDictionary.Create<string, NetworkAttachment>(StringComparer.Ordinal);

    public IReadOnlyList<ComposePort> Ports { get; init; } = [];

    /// <summary>Port and protocol, <c>80/tcp</c>.</summary>
    public IReadOnlyList<string> Expose { get; init; } = [];

    public IReadOnlyList<string> Dns { get; init; } = [];

    public IReadOnlyList<string> DnsSearch { get; init; } = [];

    public IReadOnlyList<string> DnsOptions { get; init; } = [];

    /// <summary><c>name:address</c>, as the Engine takes them.</summary>
    public IReadOnlyList<string> ExtraHosts { get; init; } = [];

    public string? MacAddress { get; init; }
}
