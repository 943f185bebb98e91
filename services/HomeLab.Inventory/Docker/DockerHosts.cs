using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Docker;

/// <summary>The lab's Docker hosts as sources.</summary>
sealed class DockerHosts(DockerClients clients, Observations observations, IOptions<InventoryOptions> options, TimeProvider time) : ISourceKind
{
    // How names are published is not the observer's business; only another way to the engine starts it anew.
    public IEnumerable<WantedSource> Wanted(LabSpec lab) => lab.Docker.Select(source => new WantedSource(
        SourceNames.Of(source), LabJson.Write(source with { Publish = null }),
        (lease, token) => new DockerObserver(source, lease, clients, observations, options, time).RunAsync(token)));
}
