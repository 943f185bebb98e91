using HomeLab.Inventory.Docker;
using HomeLab.Inventory.Publishing.Kubernetes;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Traefik.Api;
using HomeLab.Inventory.Zones;

namespace HomeLab.Inventory.Publishing;

/// <summary>Reads what names a resource asks for.</summary>
static class Wishes
{
    public static WishReading Of(ObservedResource resource, PublishRules rules)
    {
        var reading = Read(resource, rules);
        return UntoldTunnel.Of(resource) is { } problem ? reading with { Problems = [.. reading.Problems, problem] } : reading;
    }

    static WishReading Read(ObservedResource resource, PublishRules rules) => resource.Kind switch
    {
        ContainerResources.Kind or SwarmServices.Kind => ContainerWishes.Of(resource),
        "komodo.stack" => ContainerWishes.OfStack(resource),
        "proxmox.qemu" or "proxmox.lxc" => GuestWishes.Of(resource, rules.Guests),
        TraefikRouters.Kind => RouterWishes.Of(resource),
        TunnelResources.Kind => TunnelWishes.Of(resource, rules.Zones),
        _ when KubernetesWishes.Has(resource.Kind) => KubernetesWishes.Of(resource, rules),
        _ => WishReading.None,
    };
}
