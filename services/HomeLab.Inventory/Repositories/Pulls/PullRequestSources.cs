using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Repositories.Pulls;

/// <summary>The pull requests of the lab's repositories as sources, each beside its repository and failing alone.</summary>
sealed class PullRequestSources(
    IHttpClientFactory clients, SourceAddresses addresses, SecretReader secrets, Observations observations, IOptions<InventoryOptions> options, TimeProvider time) : ISourceKind
{
    public IEnumerable<WantedSource> Wanted(LabSpec lab) => lab.Repositories.Where(it => it.Pulls is not null).Select(spec => new WantedSource(
        SourceNames.OfPulls(spec), LabJson.Write(spec),
        async (lease, token) =>
        {
            using var http = clients.CreateClient(ForgeClient.Name);
            http.Timeout = options.Value.CallTimeout;
            var forge = new ForgeClient(http, spec, spec.Pulls!.Url is { } url ? addresses.Of(url) : null);
            await new PullRequestObserver(spec, lease, forge, secrets, observations, time).RunAsync(token);
        }));
}
