using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;

namespace HomeLab.Dns.Sources;

/// <summary>What the lab says about zones as such: which, in whose account, under which policy.</summary>
static class LabSettings
{
    public static IReadOnlyList<ZoneName> Zones(this LabSnapshot snapshot) =>
        [.. (snapshot.Lab?.Cloudflare?.Zones ?? []).Select(text => ZoneName.TryParse(text, out var zone) ? zone : null).OfType<ZoneName>().Distinct()];

    public static ProviderAccount? Account(this LabSnapshot snapshot) => snapshot.Lab?.Cloudflare is { } cloudflare
        ? new ProviderAccount(
            cloudflare.Token?.FromCase == SecretReference.FromOneofCase.File
                ? new SecretName.File(cloudflare.Token.File)
                : new SecretName.Env(cloudflare.Token?.Env ?? ""),
            Uri.TryCreate(cloudflare.Url, UriKind.Absolute, out var url) ? url : null)
        : null;

    public static PlanPolicy Policy(this LabSnapshot snapshot, DnsOptions options) => new(
        snapshot.Lab?.Policy?.Apply switch
        {
            "dryRun" => ApplyMode.DryRun,
            // A word that this version does not know is taken for the cautious one.
            "auto" or "" or null => ApplyMode.Auto,
            _ => ApplyMode.Approve,
        },
        snapshot.Lab?.Policy?.RemoveAfter?.ToTimeSpan() ?? options.RemoveAfter,
        options.MaxSourceAge);
}
