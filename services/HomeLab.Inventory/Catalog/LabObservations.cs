using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Catalog;

/// <summary>What a lab names itself by the addresses at which it is reached.</summary>
static class LabObservations
{
    /// <summary>The site of what runs outside of the lab.</summary>
    public const string External = "lab/external";

    // Asked only where the lab gives an address of its own: but for that, Dns alone calls Cloudflare.
    const string CloudflareUrl = "https://api.cloudflare.com/client/v4";

    public static IEnumerable<Observation> Of(LabSpec? lab)
    {
        if (lab is null)
            yield break;
        if (lab.Cloudflare is { } cloudflare)
            yield return OtherObservations.OfUrl(External, CloudflareUrl) with { Facts = new() { ["url"] = cloudflare.Url } };
        foreach (var proxmox in lab.Proxmox)
            yield return OtherObservations.OfUrl(SourceNames.Of(proxmox), proxmox.Url) with { Facts = new() { ["url"] = proxmox.Url } };
    }
}
