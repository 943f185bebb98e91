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
                .. hosts.Where(it => AddressOf(it.Source) is not null).Select(it => new Link(
                    it.Name, Keys(AddressOf(it.Source)!), "runsOn", Bond.Requires, "docker.endpoint-address", $"the lab's endpoint {it.Source.Endpoint}")),
            ],
            [.. hosts.Select(it => (it.Name, Address: AddressOf(it.Source))).Where(it => it.Address is not null).Select(it => new Offer($"engine-address/{it.Address}", it.Name) { IsOftenShared = true })]);
    }

    static string? AddressOf(DockerSource source) =>
        Uri.TryCreate(source.Endpoint, UriKind.Absolute, out var endpoint) && endpoint.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 ? endpoint.Host.Trim('[', ']') : null;

    static string[] Keys(string address) => [$"guest-address/{address}", $"guest-last-address/{address}"];
}
