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
        foreach (var router in (lab.Uplinks ?? []).SelectMany(Routers))
            yield return router;
    }

    // Of the detectors only this one speaks to something of the lab; the others ask services on the internet.
    static IEnumerable<Observation> Routers(UplinkSpec uplink) => (uplink.Detectors ?? []).Where(it => it is { Kind: "upnp", Url: not null })
        .Select(it => OtherObservations.OfUrl($"uplink/{uplink.Name}", it.Url!) with { Labels = new Dictionary<string, string> { ["detector"] = it.Kind }, Facts = new() { ["url"] = it.Url } });
}
