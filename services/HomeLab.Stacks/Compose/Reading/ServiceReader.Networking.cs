using System.Collections.Immutable;

namespace HomeLab.Stacks.Compose.Reading;

sealed partial class ServiceReader
{
    ServiceNetworking Networking()
    {
        var mode = map.Text("network_mode");
        var networks = map.Maps("networks").ToImmutableSortedDictionary(it => it.Key, it => Attachment(it.Value), StringComparer.Ordinal);
        if (mode is not null && !networks.IsEmpty)
            map.Report("network_mode", "does not go together with `networks`", "keep one of the two");
        var ports = map.Items("ports").SelectMany(Port).ToArray();
        if (ports.Length > 0 && mode?.Contains(':', StringComparison.Ordinal) == true)
            map.Report("ports", $"cannot be published with network_mode {mode.Split(':')[0]}", "publish them where the network is");
        else if (ports.Length > 0 && mode is "host" or "none")
            notes.Add($"{map.PathOf("ports")} have no effect with network_mode {mode}");
        return new ServiceNetworking
        {
            Mode = mode,
            Networks = networks,
            Ports = [.. ports.OrderBy(it => it.Target).ThenBy(it => it.ToString(), StringComparer.Ordinal)],
            Expose = [.. map.Texts("expose").Select(it => it.Contains('/', StringComparison.Ordinal) ? it : it + "/tcp").Order(StringComparer.Ordinal)],
            Dns = map.Texts("dns"),
            DnsSearch = map.Texts("dns_search"),
            DnsOptions = map.Texts("dns_opt"),
            ExtraHosts = ExtraHosts(),
            MacAddress = map.Text("mac_address"),
        };
    }

    static NetworkAttachment Attachment(ComposeMap map)
    {
        map.Refuse("interface_name", "is not in the Engine client's reach", Remove);
        map.Refuse("gw_priority", "is not in the Engine client's reach", "use `priority`, which says what network is the first");
        var attachment = new NetworkAttachment
        {
            Aliases = [.. map.Texts("aliases").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Ipv4Address = map.Text("ipv4_address"),
            Ipv6Address = map.Text("ipv6_address"),
            LinkLocalIps = map.Texts("link_local_ips"),
            MacAddress = map.Text("mac_address"),
            DriverOptions = map.Pairs("driver_opts"),
            Priority = map.Number("priority") ?? 0,
        };
        map.Close();
        return attachment;
    }

    static IEnumerable<ComposePort> Port(ComposeMap map)
    {
        map.Skip("mode", "name", "app_protocol");
        var (target, protocol) = (map.Number("target"), map.Text("protocol") ?? "tcp");
        var port = new ComposePort((int)(target ?? 0), protocol, map.Text("published") ?? "", map.Text("host_ip") ?? "");
        if (target is not (>= 1 and <= 65535))
            map.Report("target", "is not a port", "write 1 to 65535");
        if (protocol is not ("tcp" or "udp" or "sctp"))
            map.Report("protocol", "is none that an Engine publishes", "write tcp, udp or sctp");
        map.Close();
        return [port];
    }

    /// <summary>A list of <c>name=address</c> or <c>name:address</c>, or a mapping.</summary>
    IReadOnlyList<string> ExtraHosts()
    {
        if (map.Take("extra_hosts") is { ValueKind: System.Text.Json.JsonValueKind.Object } hosts)
        {
            return [.. hosts.EnumerateObject().OrderBy(it => it.Name, StringComparer.Ordinal).SelectMany(it =>
                it.Value.ValueKind == System.Text.Json.JsonValueKind.Array
                    ? it.Value.EnumerateArray().Select(address => $"{it.Name}:{address}")
                    : [$"{it.Name}:{it.Value}"])];
        }
        return [.. map.Texts("extra_hosts").Select(it => it.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? $"{it[..at]}:{it[(at + 1)..]}" : it)];
    }
}
