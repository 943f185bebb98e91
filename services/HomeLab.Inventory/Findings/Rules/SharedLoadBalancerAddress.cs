using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Addresses of nodes are shared on purpose by the small load balancers that have no pool.</summary>
sealed class SharedLoadBalancerAddress() : FindingRule(
    "kubernetes.load-balancer-address-shared", FindingSeverity.Critical, "Two LoadBalancer Services have one address",
    "Give each its own address of the pool, or say that they share it (lbipam.cilium.io/sharing-key, metallb.io/allow-shared-ip).")
{
    static readonly string[] SharingKeys = ["lbipam.cilium.io/sharing-key", "io.cilium/lb-ipam-sharing-key", "metallb.io/allow-shared-ip", "metallb.universe.tf/allow-shared-ip"];

    public override IEnumerable<Finding> Look(Survey survey)
    {
        var nodes = survey.Kubernetes("", "Node").SelectMany(it => it.Facts.At("status").At("addresses").Items().Select(address => (it.Site, address.Text("address")))).ToHashSet();
        return survey.Kubernetes("", "Service").Where(it => it.Facts.At("spec").Text("type") == "LoadBalancer")
            .SelectMany(it => it.Facts.At("status").At("loadBalancer").At("ingress").Items().Select(ingress => (Service: it, Ip: ingress.Text("ip"))))
            .Where(it => it.Ip.Length > 0 && !nodes.Contains((it.Service.Site, it.Ip)))
            .GroupBy(it => (it.Service.Site, it.Ip))
            .Where(it => it.Count() > 1 && it.Select(one => KeyOf(one.Service)).Distinct().Count() + it.Count(one => KeyOf(one.Service).Length == 0) > 1)
            .Select(it => Found(
                [.. it.Select(one => one.Service.Address).Order(StringComparer.Ordinal)], $"{it.Key.Ip} is the address of {it.Count()} Services; one of them answers, by chance.",
                $"status.loadBalancer.ingress {it.Key.Ip}"));
    }

    static string KeyOf(Observation service) => SharingKeys.Select(it => service.Annotations.GetValueOrDefault(it, "")).FirstOrDefault(it => it.Length > 0) ?? "";
}
