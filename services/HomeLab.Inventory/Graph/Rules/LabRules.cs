using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Graph.Rules;

/// <summary>What the lab itself says of how things hang together.</summary>
static class LabRules
{
    /// <summary>An engine runs on the guest that has the address at which the engine is spoken to.</summary>
    public static Contribution Of(LabSpec lab)
    {
        var hosts = lab.Docker.Select(it => (Name: SourceNames.Of(it), Source: it)).ToList();
        return new Contribution(
            [.. hosts.Select(it => new GraphNode(it.Name, "docker.host", it.Source.Name, ""))],
            [
                .. hosts.Where(it => Uri.TryCreate(it.Source.Endpoint, UriKind.Absolute, out var endpoint) && endpoint.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
                    .Select(it => new Link(
                        it.Name, Keys(new Uri(it.Source.Endpoint).Host.Trim('[', ']')), "runsOn", Bond.Requires, "docker.endpoint-address",
                        $"the lab's endpoint {it.Source.Endpoint}")),
            ],
            []);
    }

    static string[] Keys(string address) => [$"guest-address/{address}", $"guest-last-address/{address}"];
}
