using System.Text.Json.Nodes;
using HomeLab.Inventory.Certificates;

namespace HomeLab.Inventory.Graph.Rules;

static partial class KubernetesRules
{
    /// <summary>Names under which an Ingress or route is reached.</summary>
    static IEnumerable<string> Hosts(Context it) => it.Kind switch
    {
        "Ingress" => it.Facts.At("spec").At("rules").Items().Select(rule => rule.Text("host")).Where(host => host.Length > 0).Distinct(),
        "HTTPRoute" or "GRPCRoute" or "TLSRoute" => it.Facts.At("spec").At("hostnames").Items().Select(host => host.ToString()).Distinct(),
        _ => [],
    };

    static IEnumerable<Link> Ingress(Context it)
    {
        foreach (var host in Hosts(it))
            yield return HostLink(host, it, "kubernetes.ingress-host", $"spec.rules host of {it.Resource.Name}");
        var spec = it.Facts.At("spec");
        if (spec.Text("ingressClassName") is { Length: > 0 } name)
            yield return it.To(it.Of("networking.k8s.io", "IngressClass", name, ""), "handledBy", Bond.Requires, "kubernetes.ingress-class", $"spec.ingressClassName = {name}");
        foreach (var secret in spec.At("tls").Items().Select(it => it.Text("secretName")).Where(it => it.Length > 0).Distinct())
            yield return it.To(it.Of("", "Secret", secret), "shows", Bond.Uses, "kubernetes.ingress-certificate", $"spec.tls secretName = {secret}");
        var backends = spec.At("rules").Items().SelectMany(rule => rule.At("http").At("paths").Items()).Select(path => path.At("backend"))
            .Append(spec.At("defaultBackend"));
        foreach (var service in backends.Select(it => it.At("service").Text("name")).Where(name => name.Length > 0).Distinct())
            yield return it.To(it.Of("", "Service", service), "routesTo", Bond.Uses, "kubernetes.ingress-backend", $"backend {service}");
    }

    /// <summary>A gateway without one of its certificates goes on with its other listeners.</summary>
    static IEnumerable<Link> Listeners(Context it)
    {
        foreach (var listener in it.Facts.At("spec").At("listeners").Items())
        {
            foreach (var secret in listener.At("tls").At("certificateRefs").Items().Where(it => it.Text("kind") is "" or "Secret"))
            {
                var space = secret.Text("namespace") is { Length: > 0 } named ? named : it.Namespace;
                yield return it.To(it.Of("", "Secret", secret.Text("name"), space), "shows", Bond.Uses, "kubernetes.listener-certificate", $"certificateRefs of the listener {listener.Text("name")}");
            }
        }
    }

    /// <summary>What cert-manager writes a Secret for says so there.</summary>
    static IEnumerable<Link> KeptBy(Context it)
    {
        if (it.Metadata.At("annotations").Text(IssuedCertificates.OfCertificate) is { Length: > 0 } certificate)
            yield return new Link(it.Address, [it.Of("cert-manager.io", "Certificate", certificate)], "issuedBy", Bond.Uses, "cert-manager.secret", $"{IssuedCertificates.OfCertificate} = {certificate}");
    }

    static IEnumerable<Link> Route(Context it)
    {
        foreach (var host in Hosts(it))
            yield return HostLink(host, it, "kubernetes.route-host", $"spec.hostnames of {it.Resource.Name}");
        var spec = it.Facts.At("spec");
        foreach (var parent in spec.At("parentRefs").Items().Where(it => it.Text("kind") is "" or "Gateway"))
        {
            var space = parent.Text("namespace") is { Length: > 0 } named ? named : it.Namespace;
            yield return it.To(it.Of("gateway.networking.k8s.io", "Gateway", parent.Text("name"), space), "attachedTo", Bond.AnyOf, "kubernetes.route-parent", $"spec.parentRefs {space}/{parent.Text("name")}")
                with { Group = "gateways" };
        }
        foreach (var backend in spec.At("rules").Items().SelectMany(rule => rule.At("backendRefs").Items()).Where(it => it.Text("kind") is "" or "Service"))
        {
            var space = backend.Text("namespace") is { Length: > 0 } named ? named : it.Namespace;
            yield return it.To(it.Of("", "Service", backend.Text("name"), space), "routesTo", Bond.AnyOf, "kubernetes.route-backend", $"spec.rules backendRefs {space}/{backend.Text("name")}")
                with { Group = "backends" };
        }
    }

    static Link HostLink(string host, Context it, string rule, string evidence) =>
        new($"host/{host}", [it.Address], "routesTo", Bond.AnyOf, rule, evidence) { Group = "backend" };
}
