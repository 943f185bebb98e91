using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Traefik.Api;

/// <summary>Looks at the routers of one Traefik.</summary>
sealed class TraefikObserver(TraefikSource source, SourceLease lease, TraefikApi api, Observations observations)
{
    static readonly string[] Protocols = ["http", "tcp"];

    /// <summary>When the one began that was looked at last.</summary>
    string? process;

    /// <returns>Whether something changed.</returns>
    /// <exception cref="SourceUnavailableException">It could not be read whole.</exception>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var began = await api.GetStartAsync(cancellationToken);
        var listed = new List<(string Protocol, TraefikRouter Router)>();
        foreach (var protocol in Protocols)
            listed.AddRange((await api.ListRoutersAsync(protocol, cancellationToken)).Where(IsMeant).Select(it => (protocol, it)));
        var seen = listed.Select(it => TraefikRouters.Of(lease.Source, it.Protocol, it.Router)).OrderBy(it => it.Address, StringComparer.Ordinal).ToList();
        var known = (await observations.KeptAsync(lease, cancellationToken)).Where(it => IsOf(TraefikRouters.ProviderOf(it.Facts))).ToList();
        if (began is null || began != process)
            CheckContinuity(seen, known);
        process = began;
        var silent = TraefikRouters.SilentProviders(known, listed.Select(it => it.Router));
        // What is looked at: all that a provider could have listed.
        HashSet<string>? addresses = silent.Count == 0
            ? null
            : [.. seen.Select(it => it.Address), .. known.Where(it => !silent.Contains(TraefikRouters.ProviderOf(it.Facts))).Select(it => it.Address)];
        var changes = await observations.RecordAsync(lease, new Look("traefik read", "read", "", seen, addresses, "NotListed"), cancellationToken);
        return silent.Count == 0 ? changes.Count > 0 : throw new SourceUnavailableException(
            "ProviderSilent", $"nothing is listed any more of its provider {string.Join(", ", silent.Order(StringComparer.Ordinal))}, which proves nothing; "
            + "where that is meant, name the others in `providers`");
    }

    /// <summary>Another process has to list something of what was known: it may be another Traefik.</summary>
    static void CheckContinuity(IReadOnlyList<ObservedResource> seen, IReadOnlyList<KeptResource> known)
    {
        var listed = seen.ToLookup(it => TraefikRouters.ProviderOf(it.Facts), it => it.Address);
        foreach (var provider in known.GroupBy(it => TraefikRouters.ProviderOf(it.Facts)).Where(it => listed.Contains(it.Key)))
        {
            if (!provider.Select(it => it.Address).Intersect(listed[provider.Key]).Any())
            {
                throw new SourceUnavailableException(
                    "IdentityChanged", $"it has started since it was last read, and lists nothing of what its provider {provider.Key} had: it is another Traefik, "
                    + "or was configured anew; if that is meant, give the source another name");
            }
        }
    }

    /// <summary>Its own dashboard is nobody's name.</summary>
    bool IsMeant(TraefikRouter router) => router.Provider != "internal" && IsOf(router.Provider!);

    bool IsOf(string provider) => source.Providers.Count == 0 || source.Providers.Contains(provider);
}
