using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Sources;

/// <summary>What the lab says about zones as such: which, in whose account, under which policy.</summary>
static class LabSettings
{
    /// <summary>Every record is of this kind, whoever asks for it.</summary>
    const string RecordKind = "DnsRecord";

    public static IReadOnlyList<ZoneName> Zones(this LabSnapshot snapshot) =>
        [.. (snapshot.Lab?.Cloudflare?.Zones ?? []).Select(text => ZoneName.TryParse(text, out var zone) ? zone : null).OfType<ZoneName>().Distinct()];

    public static ProviderAccount? Account(this LabSnapshot snapshot) => snapshot.Lab?.Cloudflare is { } cloudflare
        ? new ProviderAccount(
            cloudflare.Token?.FromCase == SecretReference.FromOneofCase.File
                ? new SecretName.File(cloudflare.Token.File)
                : new SecretName.Env(cloudflare.Token?.Env ?? ""),
            Uri.TryCreate(cloudflare.Url, UriKind.Absolute, out var url) ? url : null)
        : null;

    public static PlanPolicy Policy(this LabSnapshot snapshot, DnsOptions options)
    {
        var policy = snapshot.Lab?.Policy;
        return new PlanPolicy(
            ApplyModes.Strictest(ApplyModes.Parse(policy?.Apply), ApplyModes.Parse(policy?.Kinds.GetValueOrDefault(RecordKind)?.Apply)),
            policy is null ? DeleteLimits.Default : new DeleteLimits(policy.MaxDeletes, policy.MaxDeleteShare),
            policy?.RemoveAfter?.ToTimeSpan() ?? options.RemoveAfter,
            options.MaxSourceAge);
    }
}
