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
    public IEnumerable<WantedSource> Wanted(LabSpec lab) => SourceNames.Zones(lab).Select(zone => new WantedSource(
        SourceNames.OfZone(zone), "", (lease, token) => SourceNames.IsAtServer(zone) ? RecordsAsync(zone, lease, token) : ObserveAsync(zone, lease, token)));

    /// <summary>Records and tunnels apart: a token may see the one and not the other, and neither waits for the other.</summary>
    async Task ObserveAsync(string zone, SourceLease lease, CancellationToken cancellationToken)
    {
        await observations.AddPartsAsync(lease, [SourceNames.Tunnels], cancellationToken);
        var part = lease.ForPart(SourceNames.Tunnels);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] loops =
        [
            RecordsAsync(zone, lease, stop.Token),
            LoopOf(part).RunAsync(new TunnelObserver(zone, part, dns, observations, time).LookAsync, TunnelObserver.ReasonOf, stop.Token),
        ];
        await Task.WhenAny(loops);
        await stop.CancelAsync();
        await Task.WhenAll(loops);
    }

    Task RecordsAsync(string zone, SourceLease lease, CancellationToken cancellationToken) =>
        LoopOf(lease).RunAsync(new ZoneObserver(zone, lease, dns, control, observations, time).LookAsync, ZoneObserver.ReasonOf, cancellationToken);

    PollingLoop LoopOf(SourceLease lease) => new(lease, observations, options.Value, time);
}
