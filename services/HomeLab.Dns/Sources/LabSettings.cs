using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Sources;

/// <summary>What the lab says about zones as such: which, where, in whose view, under which policy.</summary>
static class LabSettings
{
    /// <summary>Every record is of this kind, whoever asks for it.</summary>
    const string RecordKind = "DnsRecord";

    const string ExternalView = "external";

    /// <summary>Every lab's policy has one; this is for what comes before the first lab.</summary>
    static readonly TimeSpan RemoveAfterUnlessSaid = TimeSpan.FromSeconds(60);

    public static IReadOnlyList<ZoneName> Zones(this LabSnapshot snapshot) =>
    [
        .. (snapshot.Lab?.Cloudflare?.Zones ?? [])
            .Concat((snapshot.Lab?.DnsServers ?? []).SelectMany(server => server.Zones.Select(zone => $"{zone}@{server.Name}")))
            .Select(text => ZoneName.TryParse(text, out var zone) ? zone : null).OfType<ZoneName>().Distinct(),
    ];

    /// <summary>Null when the lab names nobody any more who holds the zone.</summary>
    public static ProviderAccount? Account(this LabSnapshot snapshot, ZoneName zone) => zone.Server is null
        ? snapshot.Lab?.Cloudflare is { } cloudflare
            ? new ProviderAccount.Cloudflare(SecretOf(cloudflare.Token), Uri.TryCreate(cloudflare.Url, UriKind.Absolute, out var url) ? url : null)
            : null
        : ServerOf(snapshot, zone) is { } server ? AccountOf(server) : null;

    public static View View(this LabSnapshot snapshot, ZoneName zone) =>
        zone.Server is not null && ServerOf(snapshot, zone)?.View != ExternalView ? Records.View.Internal : Records.View.External;

    public static PlanPolicy Policy(this LabSnapshot snapshot, DnsOptions options)
    {
        var policy = snapshot.Lab?.Policy;
        return new PlanPolicy(
            ApplyModes.Strictest(ApplyModes.Parse(policy?.Apply), ApplyModes.Parse(policy?.Kinds.GetValueOrDefault(RecordKind)?.Apply)),
            policy is null ? DeleteLimits.Default : new DeleteLimits(policy.MaxDeletes, policy.MaxDeleteShare),
            policy?.RemoveAfter?.ToTimeSpan() ?? RemoveAfterUnlessSaid,
            options.MaxSourceAge);
    }

    static ProviderAccount AccountOf(DnsServer server) => Uri.TryCreate(server.Webhook, UriKind.Absolute, out var webhook)
        ? new ProviderAccount.Webhook(server.Name, webhook)
        : new ProviderAccount.DnsServer(
            server.Name, server.Address, server.Port, server.Tsig?.Name ?? "", server.Tsig?.Algorithm ?? "", SecretOf(server.Tsig?.Secret));

    static DnsServer? ServerOf(LabSnapshot snapshot, ZoneName zone) => snapshot.Lab?.DnsServers.FirstOrDefault(server => server.Name == zone.Server);

    public static SecretName SecretOf(SecretReference? reference) => reference?.FromCase == SecretReference.FromOneofCase.File
        ? new SecretName.File(reference.File)
        : new SecretName.Env(reference?.Env ?? "");
}
