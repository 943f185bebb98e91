using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using HomeLab.Proxmox;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Proxmox;

/// <summary>The lab's Proxmox hosts and clusters as sources.</summary>
sealed class ProxmoxClusters(
    SecretReader secrets, SourceAddresses addresses, Observations observations, IOptions<InventoryOptions> options, TimeProvider time) : ISourceKind
{
    /// <summary>A node that hands a call on to another waits 30 s for that: longer than other sources may take to answer.</summary>
    const double Patience = 3.5;

    public IEnumerable<WantedSource> Wanted(LabSpec lab) => lab.Proxmox.Select(source => new WantedSource(
        SourceNames.Of(source), LabJson.Write(source),
        async (lease, token) =>
        {
            using var client = Open(source);
            await new ProxmoxObserver(source, lease, client, observations, options, time).RunAsync(token);
        }));

    ProxmoxClient Open(ProxmoxSource source) => new(
        new ProxmoxSettings
        {
            Endpoints = [new ProxmoxEndpoint(addresses.Of(source.Url), source.Fingerprint is { } pin ? CertificateFingerprint.Parse(pin) : null)],
            CallTimeout = options.Value.CallTimeout * Patience,
        },
        // Read at each call, so that a token that was replaced is used from the next one on.
        async token => (await secrets.ReadAsync(source.Token, token)).Trim(), time);
}
