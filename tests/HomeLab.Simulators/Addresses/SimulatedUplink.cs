namespace HomeLab.Simulators.Addresses;

/// <summary>A way to the internet as detectors see it.</summary>
/// <param name="IPv4">Who asks over IPv4 has this address.</param>
/// <param name="IPv6">Who asks over IPv6 has this one.</param>
/// <param name="Warp">What the trace says of WARP: <c>off</c>, <c>on</c>, <c>plus</c>.</param>
public sealed record SimulatedUplink(string Name, string IPv4, string IPv6, string Warp = "off")
{
    /// <summary>What single detectors say instead, by their path (<c>trace</c>, <c>page</c>, <c>dns-query</c>, <c>router</c>): one that is wrong, or lags behind.</summary>
    public IReadOnlyDictionary<string, string> Says { get; init; } = new Dictionary<string, string>();

    public string AddressFor(string detector, bool isV6) => Says.GetValueOrDefault(detector) ?? (isV6 ? IPv6 : IPv4);
}
