using System.Text.Json.Serialization;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Guests;

/// <summary>What the agent says is wrapped once more.</summary>
sealed record AgentResult(List<InterfaceRow>? Result);

/// <summary>
/// The agent's and the container's rows. A container's addresses are in <c>inet</c> and <c>inet6</c>, and in newer versions also in
/// the agent's form; the agent leaves the addresses out when there are none.
/// </summary>
sealed record InterfaceRow
{
    public required string Name { get; init; }

    [JsonPropertyName("hardware-address")]
    public string? HardwareAddress { get; init; }

    public string? HwAddr { get; init; }

    public string? Inet { get; init; }

    public string? Inet6 { get; init; }

    [JsonPropertyName("ip-addresses")]
    public List<AddressRow?>? Addresses { get; init; }

    public GuestInterface Read()
    {
        var addresses = (Addresses ?? []).Select(row => row?.Read())
            .Concat([InterfaceAddress.TryParse(Inet), InterfaceAddress.TryParse(Inet6)])
            .OfType<InterfaceAddress>()
            .Distinct();
        return new GuestInterface(Name, Mac.Read(HardwareAddress ?? HwAddr), [.. addresses]);
    }
}

sealed record AddressRow
{
    [JsonPropertyName("ip-address")]
    public string? Address { get; init; }

    public int? Prefix { get; init; }

    public InterfaceAddress? Read() => InterfaceAddress.TryParse(Prefix is { } prefix ? $"{Address}/{prefix}" : Address);
}
