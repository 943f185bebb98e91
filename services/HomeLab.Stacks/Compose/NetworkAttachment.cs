namespace HomeLab.Stacks.Compose;

sealed record NetworkAttachment
{
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public string? Ipv4Address { get; init; }

    public string? Ipv6Address { get; init; }

    public IReadOnlyList<string> LinkLocalIps { get; init; } = [];

    public string? MacAddress { get; init; }

    public TextMap DriverOptions { get; init; } = TextMaps.Empty;

    /// <summary>The network with the highest is the first that a container is in.</summary>
    public long Priority { get; init; }
}
