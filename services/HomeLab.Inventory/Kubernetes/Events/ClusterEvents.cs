using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Kubernetes.Events;

/// <summary>Tells the objects of clusters what became of their names, where the lab says so; no source, but run like one.</summary>
sealed class ClusterEvents(
    ClusterClients clients, EventTables tables, IOptions<InventoryOptions> options, TimeProvider time, ILogger<EventWriter> logger) : ISourceKind
{
    public IEnumerable<WantedSource> Wanted(LabSpec lab)
    {
        var zones = lab.ZoneNames();
        return lab.Kubernetes.Where(it => it.Publish is { Events: true }).Select(source => new WantedSource(
            SourceNames.EventsOf(source), LabJson.Write(source) + string.Join(' ', zones),
            (lease, token) => new EventWriter(source, zones, lease, clients, tables, options.Value, time, logger).RunAsync(token)));
    }
}
