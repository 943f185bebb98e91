using System.Text.Json;
using HomeLab.Inventory.Publishing;
using HomeLab.Lab;

namespace HomeLab.Inventory.Resources;

/// <summary>What is known of one source.</summary>
sealed record KnownResources(
    IReadOnlyDictionary<string, ResourceState> Resources, ILookup<string, EndpointState> Endpoints);

/// <summary>What changed about one resource.</summary>
/// <param name="Now">Null: it is gone, and its endpoints with it.</param>
/// <param name="Endpoints">Those that are new or different.</param>
/// <param name="RemovedEndpoints">Addresses.</param>
sealed record ResourceChange(
    string Address, ObservedResource? Observed, ResourceState? Now, IReadOnlyList<EndpointState> Endpoints,
    IReadOnlyList<string> RemovedEndpoints)
{
    /// <summary>As it was known; null: it was not.</summary>
    public ResourceState? Before { get; init; }

    /// <summary>What is wrong with its labels, where that is news.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Names that it does not get, where that is news.</summary>
    public IReadOnlyList<EndpointState> Refused { get; init; } = [];

    public IEnumerable<string> HostNames => Endpoints.Where(it => it.Target is not null).Select(it => it.Host);
}

/// <summary>Compares what was seen with what is known.</summary>
static class ResourceDiff
{
    /// <param name="isWithin">Which addresses the look was at; a known one among them that was not seen is gone.</param>
    public static IReadOnlyList<ResourceChange> Compute(
        string source, KnownResources known, IReadOnlyList<ObservedResource> seen, Func<string, bool> isWithin, PublishRules rules)
    {
        var changes = seen.Where(it => isWithin(it.Address)).Select(it => Compare(source, known, it, rules)).OfType<ResourceChange>();
        var addresses = seen.Select(it => it.Address).ToHashSet();
        var gone = known.Resources.Keys.Where(it => isWithin(it) && !addresses.Contains(it));
        return
        [
            .. changes.Concat(gone.Select(it => new ResourceChange(it, null, null, [], [.. known.Endpoints[it].Select(e => e.Address)]) { Before = known.Resources[it] }))
                .OrderBy(it => it.Address, StringComparer.Ordinal),
        ];
    }

    /// <summary>The same resources under other rules.</summary>
    public static IReadOnlyList<ResourceChange> Republish(string source, KnownResources known, PublishRules rules) =>
        Compute(source, known, [.. known.Resources.Values.Select(Observed)], _ => true, rules);

    static ResourceChange? Compare(string source, KnownResources known, ObservedResource seen, PublishRules rules)
    {
        var reading = Wishes.Of(seen, rules);
        var now = new ResourceState(
            seen.Address, seen.Uid, seen.Kind, seen.Name, source, seen.State, seen.Image,
            JsonSerializer.Serialize(new SortedDictionary<string, string>(seen.Labels.ToDictionary(), StringComparer.Ordinal), LabJson.Options),
            JsonSerializer.Serialize(reading.Problems, LabJson.Options), seen.Facts);
        var before = known.Endpoints[seen.Address].ToDictionary(it => it.Address);
        // What cannot be read takes nothing away.
        var kept = before.Values.Where(it => it.Target is not null && reading.CannotRead(it.Router)).Select(it => WishOf(it, rules));
        var endpoints = EndpointDerivation.Derive(source, seen, reading, kept.Concat(reading.Wishes), rules, before);
        var changed = endpoints.Where(it => before.GetValueOrDefault(it.Address) != it).ToList();
        var removed = before.Keys.Except(endpoints.Select(it => it.Address)).ToList();
        var stored = known.Resources.GetValueOrDefault(seen.Address);
        return stored == now && changed.Count == 0 && removed.Count == 0
            ? null
            : new ResourceChange(seen.Address, seen, now, changed, removed)
            {
                Before = stored,
                Problems = stored?.Problems == now.Problems ? [] : reading.Problems,
                Refused = [.. changed.Where(it => it.RefusedCode.Length > 0 && before.GetValueOrDefault(it.Address)?.RefusedCode != it.RefusedCode)],
            };
    }

    /// <summary>What has no target of its own goes on with the lab's.</summary>
    static Wish WishOf(EndpointState known, PublishRules rules) => new(known.Router, known.Host)
    {
        Via = known.EntryPoints.Split(',', StringSplitOptions.RemoveEmptyEntries),
        Targets = rules.Publish is null ? LabJson.Read<List<string>>(known.Targets) : [],
        Type = known.Type,
        AllowsWildcard = rules.Publish is null,
        Ttl = known.Ttl,
        Policy = known.Policy.Length > 0 ? known.Policy : null,
        Proxied = rules.Publish is null ? known.Proxied : null,
    };

    static ObservedResource Observed(ResourceState known) => new(
        known.Address, known.Uid, known.Kind, known.Name, known.State, known.Image, LabJson.Read<Dictionary<string, string>>(known.Labels),
        known.Facts);
}
