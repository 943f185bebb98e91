using HomeLab.Simulators.Cloudflare.Records;
using HomeLab.Simulators.Cloudflare.Zones;

namespace HomeLab.Simulators.Cloudflare.State;

/// <summary>The account as its file holds it.</summary>
sealed record StoredAccount(int Version, IReadOnlyList<StoredZone> Zones)
{
    public const int CurrentVersion = 1;

    public static StoredAccount Of(Account account) =>
        new(CurrentVersion, [.. account.Zones.Select(zone => new StoredZone(zone.Zone, [.. zone.Records]))]);
}

sealed record StoredZone(Zone Zone, IReadOnlyList<DnsRecord> Records);
