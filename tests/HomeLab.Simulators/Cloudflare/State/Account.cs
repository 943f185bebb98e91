using System.Collections.Immutable;

namespace HomeLab.Simulators.Cloudflare.State;

/// <summary>All zones at one moment; immutable.</summary>
sealed class Account
{
    readonly ImmutableDictionary<string, ZoneState> zones;

    Account(ImmutableDictionary<string, ZoneState> zones) => this.zones = zones;

    public static Account Of(IEnumerable<ZoneState> zones) => new(zones.ToImmutableDictionary(zone => zone.Zone.Id));

    public IEnumerable<ZoneState> Zones => zones.Values.OrderBy(zone => zone.Zone.Name, StringComparer.Ordinal);

    public ZoneState? Find(string id) => zones.GetValueOrDefault(id);

    public Account With(ZoneState zone) =>
        ReferenceEquals(zones.GetValueOrDefault(zone.Zone.Id), zone) ? this : new Account(zones.SetItem(zone.Zone.Id, zone));
}
