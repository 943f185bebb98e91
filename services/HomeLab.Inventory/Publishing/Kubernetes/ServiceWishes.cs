using HomeLab.Inventory.Graph.Rules;
using HomeLab.Lab;

namespace HomeLab.Inventory.Publishing.Kubernetes;

/// <summary>Names that a Service's annotations ask for. Nothing else of a Service is a name.</summary>
static class ServiceWishes
{
    public static WishReading Of(PublishedObject service) => service.Reading(
    [
        .. service.Annotations.Hostnames.Select(host => Outside(service, host)),
        .. service.Annotations.InternalHostnames.Select(host => Inside(service, host)),
    ]);

    static Wish Outside(PublishedObject service, string host) => service.Spec.Text("type") switch
    {
        "LoadBalancer" => service.Wish(host, service.Spec.At("externalIPs").Items().Select(it => it.ToString()).ToList() is { Count: > 0 } given ? given : service.BalancerAddresses),
        "ExternalName" => service.Wish(host) with
        {
            Targets = service.Annotations.Targets is { Count: > 0 } annotated ? annotated : [service.Spec.Text("externalName")],
        },
        _ when service.Annotations.Targets is { Count: > 0 } targets => service.Wish(host) with { Targets = targets },
        var type => service.Wish(host) with
        {
            Refusal = service.Refusal ?? new Refusal(
                "NoAddress", $"a Service of type {(type.Length > 0 ? type : "ClusterIP")} has no address outside of its cluster; make it a LoadBalancer, or annotate a target", host),
        },
    };

    static Wish Inside(PublishedObject service, string host)
    {
        List<string> addresses = [.. service.Spec.At("clusterIPs").Items().Select(it => it.ToString()).Append(service.Spec.Text("clusterIP")).Where(it => it is not ("" or "None")).Distinct()];
        return service.Wish(host) with
        {
            Router = "internal",
            Targets = addresses,
            // Nobody outside could use what is in front of an address that only the cluster has.
            Proxied = false,
            Refusal = service.Refusal ?? (addresses.Count > 0 ? null : new Refusal("NoAddress", "the Service has no address within its cluster", host)),
        };
    }
}
