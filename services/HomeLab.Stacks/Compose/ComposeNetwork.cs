namespace HomeLab.Stacks.Compose;

sealed record ComposeNetwork
{
    public required string Key { get; init; }

    /// <summary>At the Engine.</summary>
    public required string Name { get; init; }

    /// <summary>Somebody else's: it has to exist and is never touched.</summary>
    public bool IsExternal { get; init; }

    public string? Driver { get; init; }

    public TextMap DriverOptions { get; init; } = TextMaps.Empty;

    public string? IpamDriver { get; init; }

    public TextMap IpamOptions { get; init; } = TextMaps.Empty;

    public IReadOnlyList<ComposeSubnet> Subnets { get; init; } = [];

    public bool IsInternal { get; init; }

    public bool IsAttachable { get; init; }

    public bool? EnableIpv6 { get; init; }

    public TextMap Labels { get; init; } = TextMaps.Empty;
}
