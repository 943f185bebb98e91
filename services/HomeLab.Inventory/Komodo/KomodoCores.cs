using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Komodo;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Komodo;

/// <summary>The lab's Komodo Cores as sources.</summary>
sealed class KomodoCores(
    SecretReader secrets, SourceAddresses addresses, Observations observations, IOptions<InventoryOptions> options, TimeProvider time) : ISourceKind
{
    public IEnumerable<WantedSource> Wanted(LabSpec lab) => lab.Komodo.Select(source => new WantedSource(
        SourceNames.Of(source), LabJson.Write(source),
        async (lease, token) =>
        {
            using var client = Open(source);
            await new KomodoObserver(source, lease, client, observations, options, time).RunAsync(token);
        }));

    KomodoClient Open(KomodoSource source) => new(
        new KomodoSettings { Address = addresses.Of(source.Url), CallTimeout = options.Value.CallTimeout },
        // Read at each call, so that a key that was replaced is used from the next one on.
        async token => new KomodoKey(await secrets.ReadAsync(source.Key, token), await secrets.ReadAsync(source.Secret, token)));
}
