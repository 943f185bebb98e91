using HomeLab.Inventory.Graph.Rules;
using HomeLab.Lab;

namespace HomeLab.Inventory.Publishing.Kubernetes;

/// <summary>Names of an Ingress: of its rules, its certificates and its annotation.</summary>
static class IngressWishes
{
    public static WishReading Of(PublishedObject ingress)
    {
        var defined = ingress.Spec.At("rules").Items().Select(it => it.Text("host"))
            .Concat(ingress.Spec.At("tls").Items().SelectMany(it => it.At("hosts").Items()).Select(it => it.ToString()))
            .Where(it => it.Length > 0);
        var foreign = Foreign(ingress);
        return ingress.Reading(ingress.Annotations.Names("ingress-hostname-source", defined)
            .Select(host => ingress.Wish(host, ingress.BalancerAddresses))
            .Select(wish => foreign is null ? wish : wish with { Refusal = foreign, IsPending = false }));
    }

    static Refusal? Foreign(PublishedObject ingress)
    {
        var own = ingress.Spec.Text("ingressClassName") is { Length: > 0 } name ? name : ingress.Metadata.At("annotations").Text("kubernetes.io/ingress.class");
        return ingress.Rules.Kubernetes is { IngressClasses: { Count: > 0 } classes } && !classes.Contains(own)
            ? new Refusal("ClassNotPublished", $"its class is {(own.Length > 0 ? own : "the default one")}; the lab publishes {string.Join(", ", classes)} only", "")
            : null;
    }
}
