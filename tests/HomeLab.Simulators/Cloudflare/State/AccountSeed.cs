using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.Records;
using HomeLab.Simulators.Cloudflare.Zones;

namespace HomeLab.Simulators.Cloudflare.State;

/// <summary>The zones that the settings ask for.</summary>
static class AccountSeed
{
    public static IEnumerable<ZoneState> Zones(CloudflareOptions options, DateTimeOffset now)
    {
        var isDemo = options.Zones.Count == 0 && options.Tokens.Count == 0;
        return (isDemo ? DemoSeed.Zones : options.Zones).Select(seed => ZoneOf(seed, now));
    }

    static ZoneState ZoneOf(ZoneSeed seed, DateTimeOffset now)
    {
        var zone = new Zone(seed.Id ?? Ids.For(seed.Name), seed.Name, seed.Plan, seed.Status, now, now, seed.RecordQuota);
        return seed.Records.Aggregate(ZoneState.Of(zone, []), (state, record) => Add(state, record, now));
    }

    static ZoneState Add(ZoneState zone, RecordSeed seed, DateTimeOffset now)
    {
        var draft = new RecordDraft(seed.Type, seed.Name)
        {
            Content = seed.Content,
            Priority = seed.Priority,
            Ttl = seed.Ttl,
            Proxied = seed.Proxied,
            Comment = seed.Comment,
            Tags = [.. seed.Tags],
        };
        try
        {
            var (after, record) = RecordChanges.Create(zone, draft, now);
            return after.With(record with { IsReadOnly = seed.IsReadOnly });
        }
        catch (CloudflareRefusal refusal)
        {
            throw new InvalidOperationException(
                $"{CloudflareOptions.Section}:Zones:{zone.Zone.Name} has a record {seed.Name} {seed.Type} that Cloudflare would refuse: {refusal.Cause?.Message ?? refusal.Message}", refusal);
        }
    }
}
