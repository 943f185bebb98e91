using System.Net;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Traefik.Api;

/// <summary>The lab's Traefiks as sources.</summary>
sealed class TraefikProxies(SourceAddresses addresses, Observations observations, IOptions<InventoryOptions> options, TimeProvider time) : ISourceKind
{
    public IEnumerable<WantedSource> Wanted(LabSpec lab) => (lab.Traefik ?? []).Select(source => new WantedSource(
        SourceNames.Of(source), LabJson.Write(source), (lease, token) => RunAsync(source, lease, token)));

    async Task RunAsync(TraefikSource source, SourceLease lease, CancellationToken cancellationToken)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseCookies = false,
            UseProxy = false,
        });
        var api = new TraefikApi(http, new Uri(addresses.Of(source.Url).ToString().TrimEnd('/') + "/"), options.Value.CallTimeout, time);
        await new PollingLoop(lease, observations, options.Value, time)
            .RunAsync(new TraefikObserver(source, lease, api, observations).LookAsync, TraefikReasons.Of, cancellationToken);
    }
}
