namespace HomeLab.Stacks.Docker.Planning;

sealed record ObservedNetwork
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string Driver { get; init; } = "";

    public bool IsInternal { get; init; }

    public bool EnablesIpv6 { get; init; }

    public TextMap Options { get; init; } = TextMaps.Empty;

    public TextMap Labels { get; init; } = TextMaps.Empty;

    /// <summary>With their prefix lengths.</summary>
    public IReadOnlyList<string> Subnets { get; init; } = [];
}
