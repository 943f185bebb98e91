using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Traefik;

namespace HomeLab.Inventory.Repositories.Manifests;

/// <summary>The host names that an object asks to be served or resolved under.</summary>
static class ManifestHosts
{
    public static IEnumerable<(string Host, string Rule, Place At)> Of(Manifest manifest) => (manifest.Group, manifest.Kind) switch
    {
        ("gateway.networking.k8s.io", "HTTPRoute" or "TLSRoute" or "GRPCRoute") => Texts(manifest.Spec, "hostnames", $"{manifest.Kind}.spec.hostnames"),
        ("networking.k8s.io" or "extensions", "Ingress") => (manifest.Spec?.Maps("rules") ?? []).SelectMany(it => Texts(it, "host", "Ingress.spec.rules.host")),
        // A service mesh's own names, short or of the cluster, are no names of the lab.
        ("networking.istio.io", "VirtualService") => Texts(manifest.Spec, "hosts", "VirtualService.spec.hosts")
            .Where(it => it.Text.Contains('.', StringComparison.Ordinal) && !it.Text.EndsWith(".svc.cluster.local", StringComparison.Ordinal)),
        ("traefik.io" or "traefik.containo.us", "IngressRoute") => Rules(manifest, RouterProtocol.Http),
        ("traefik.io" or "traefik.containo.us", "IngressRouteTCP") => Rules(manifest, RouterProtocol.Tcp),
        ("externaldns.k8s.io", "DNSEndpoint") => (manifest.Spec?.Maps("endpoints") ?? []).SelectMany(it => Texts(it, "dnsName", "DNSEndpoint.spec.endpoints.dnsName")),
        ("serving.knative.dev", "DomainMapping") => [(manifest.Name, "DomainMapping.metadata.name", manifest.At)],
        ("", "Service") => Annotation(manifest, "external-dns.alpha.kubernetes.io/hostname"),
        _ => [],
    };

    static IEnumerable<(string Text, string Rule, Place At)> Texts(MapNode? map, string key, string rule) => (map?.Texts(key) ?? []).Select(it => (it.Text, rule, it.At));

    static IEnumerable<(string, string, Place)> Rules(Manifest manifest, RouterProtocol protocol)
    {
        foreach (var route in manifest.Spec?.Maps("routes") ?? [])
        {
            if (route.Find("match") is not TextNode match || ManifestDeclarations.IsOpen(match.Text))
                continue;
            IReadOnlyList<string> names;
            try
            {
                names = [.. RuleNames.Of(RuleParser.Parse(match.Text, protocol)).Named.Select(it => it.Value)];
            }
            catch (RuleSyntaxException)
            {
                continue;
            }
            foreach (var name in names)
                yield return (name, $"{manifest.Kind}.spec.routes.match", match.At);
        }
    }

    static IEnumerable<(string, string, Place)> Annotation(Manifest manifest, string key) =>
        (manifest.Annotation(key)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []).Select(it => (it, key, manifest.At));
}
