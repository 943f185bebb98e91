using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Graph.Rules;

/// <remarks>Fields as of external-secrets.io/v1: https://external-secrets.io/latest/api/spec/.</remarks>
static partial class KubernetesRules
{
    /// <summary>Of what is kept up to date by another, and serves as it is when that fails.</summary>
    public const string Refreshed = "refreshedBy";

    /// <summary>Of what an ExternalSecret is read from.</summary>
    public const string FromStore = "external-secrets.store";

    public const string SecretStores = "external-secrets.io";

    /// <summary>Where a provider's settings name the server that is asked.</summary>
    static readonly (string Provider, string Path)[] Servers =
    [
        ("vault", "server"), ("onepassword", "connectHost"), ("infisical", "hostAPI"), ("gitlab", "url"), ("conjur", "url"), ("webhook", "url"),
        ("kubernetes", "server.url"), ("bitwardensecretsmanager", "bitwardenServerSDKURL"), ("secretserver", "serverURL"), ("passbolt", "host"),
    ];

    /// <summary>Providers that are one service on the internet, by the catalogue's name where it has one.</summary>
    static readonly Dictionary<string, string> Clouds = new(StringComparer.Ordinal)
    {
        ["onepasswordSDK"] = "1password", ["aws"] = "aws", ["gcpsm"] = "google-cloud", ["azurekv"] = "azure", ["doppler"] = "doppler", ["oracle"] = "oracle-cloud",
        ["ibm"] = "ibm-cloud", ["yandexlockbox"] = "yandex-cloud", ["scaleway"] = "scaleway",
    };

    /// <summary>Its Secret is read from the stores that it names; a ClusterSecretStore is one for all namespaces.</summary>
    static IEnumerable<Link> ExternalSecret(Context it)
    {
        var spec = it.Facts.At("spec");
        var own = spec.At("target").Text("name") is { Length: > 0 } named ? named : it.Metadata.Text("name");
        if (spec.At("target").Text("creationPolicy") != "None")
        {
            yield return new Link(
                it.Of("", "Secret", own), [it.Address], Refreshed, Bond.Uses, "external-secrets.target", $"spec.target of ExternalSecret {it.Resource.Name}");
        }
        var stores = spec.At("data").Items().Concat(spec.At("dataFrom").Items()).Select(item => item.At("sourceRef").At("storeRef")).Append(spec.At("secretStoreRef"));
        foreach (var (kind, name) in stores.Select(store => (Kind: store.Text("kind"), Name: store.Text("name"))).Where(store => store.Name.Length > 0).Distinct())
        {
            yield return it.To(
                kind == "ClusterSecretStore" ? it.Of(SecretStores, kind, name, "") : it.Of(SecretStores, "SecretStore", name), "readsFrom", Bond.Requires,
                FromStore, $"storeRef {(kind.Length > 0 ? kind : "SecretStore")} {name}");
        }
    }

    /// <summary>A store is what its server is, where the settings say which that is; a name without a namespace says it to the operator alone.</summary>
    static IEnumerable<Link> Store(Context it)
    {
        var provider = it.Facts.At("spec").At("provider");
        foreach (var (name, path) in Servers)
        {
            var server = path.Split('.').Aggregate(provider.At(name), (at, step) => at is JsonObject ? at.At(step) : null)?.ToString() ?? "";
            if (!Uri.TryCreate(server, UriKind.Absolute, out var url) || url.Host.Length == 0)
                continue;
            var evidence = $"spec.provider.{name}.{path} = {url.Scheme}://{url.Authority}";
            yield return url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
                ? new Link(it.Address, NodeKeys.OfAddress(url.Host.Trim('[', ']')), "readsFrom", Bond.Requires, "external-secrets.server", evidence)
                : it.To(ServiceOf(it, url.Host) ?? $"host/{url.Host.ToLowerInvariant()}", "readsFrom", Bond.Requires, "external-secrets.server", evidence);
        }
        foreach (var cloud in CloudsOf(it))
            yield return new Link(it.Address, [cloud.Address], "readsFrom", Bond.Requires, "external-secrets.cloud", $"spec.provider.{cloud.Provider}");
    }

    static IEnumerable<GraphNode> Outside(Context it) => it.Group == SecretStores && it.Kind is "SecretStore" or "ClusterSecretStore"
        ? CloudsOf(it).Select(cloud => new GraphNode(cloud.Address, "outside", cloud.Name, ""))
        : [];

    static IEnumerable<(string Provider, string Name, string Address)> CloudsOf(Context it) => Clouds
        .Where(cloud => it.Facts.At("spec").At("provider").At(cloud.Key) is not null).Select(cloud => (cloud.Key, cloud.Value, $"outside/{cloud.Value}"));

    /// <returns>The service of this cluster that the name means wherever in it one asks; null: none for sure.</returns>
    static string? ServiceOf(Context it, string host) => host.ToLowerInvariant().TrimEnd('.').Split('.') switch
    {
        [var service, var space, "svc", .. [] or ["cluster", "local"]] => it.Of("", "Service", service, space),
        _ => null,
    };
}
