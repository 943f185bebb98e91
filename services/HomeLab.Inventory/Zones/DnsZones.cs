using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;
using Microsoft.Extensions.Options;
using ControlClient = HomeLab.Contracts.Grpc.Control.Control.ControlClient;
using DnsClient = HomeLab.Contracts.Grpc.Dns.Dns.DnsClient;

namespace HomeLab.Inventory.Zones;

/// <summary>The lab's zones as sources: what the service Dns has read of them.</summary>
/// <param name="dns">Null in a fleet without it.</param>
/// <param name="control">Of the service Dns too: its ledger.</param>
sealed class DnsZones(Observations observations, IOptions<InventoryOptions> options, TimeProvider time, DnsClient? dns = null, ControlClient? control = null) : ISourceKind
{
    public IEnumerable<WantedSource> Wanted(LabSpec lab) => (lab.Cloudflare?.Zones ?? []).Select(zone => new WantedSource(
        SourceNames.OfZone(zone), "",
        (lease, token) => new PollingLoop(lease, observations, options.Value, time).RunAsync(
            new ZoneObserver(zone, lease, dns, control, observations, time).LookAsync, ZoneObserver.ReasonOf, token)));
}
