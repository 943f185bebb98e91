using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Catalog.Matching;

namespace HomeLab.Inventory.Catalog;

/// <summary>Makes systems of objects: which are there, which objects are theirs, their versions and their health. Pure.</summary>
static class CatalogReader
{
    public static CatalogReading Read(
        SystemCatalog catalog, IReadOnlyCollection<Observation> observations, IReadOnlyCollection<ProbeReading> readings, DateTimeOffset now)
    {
        var sites = observations.GroupBy(it => it.Site, StringComparer.Ordinal).OrderBy(it => it.Key, StringComparer.Ordinal)
            .Select(it => Read(catalog, it.Key, [.. it.OrderBy(o => o.Address, StringComparer.Ordinal)], [.. readings.Where(r => r.Site == it.Key)], now))
            .ToList();
        var systems = sites.SelectMany(it => it.Systems).ToList();
        systems.AddRange(Derived(catalog, systems, readings, now));
        return new CatalogReading(
            [.. systems.OrderBy(it => it.Entry.Id, StringComparer.Ordinal).ThenBy(it => it.Site, StringComparer.Ordinal)],
            [.. sites.SelectMany(it => it.Unclassified)], [.. sites.SelectMany(it => it.Ties)]);
    }

    static CatalogReading Read(
        SystemCatalog catalog, string site, IReadOnlyList<Observation> observations, IReadOnlyList<ProbeReading> readings, DateTimeOffset now)
    {
        var index = new SiteIndex(observations);
        var found = observations.Where(it => it.Platform is not (Platform.Repository or Platform.Copy)).Select(it => (Object: it, Recognition: catalog.Recogniser.Recognise(it))).ToList();
        var recognised = found.Where(it => it.Recognition is Recognition.Recognised)
            .Select(it => (it.Object, (Recognition.Recognised)it.Recognition)).ToList();
        recognised.AddRange(TwiceWeak(found));
        recognised.AddRange(Named(catalog, observations));
        recognised.AddRange(Members(found, recognised));
        var own = recognised.Where(it => it.Item2.Owner is null).ToLookup(it => it.Item2.Entry);
        var instances = recognised.Where(it => it.Item2.Owner is not null).ToLookup(it => it.Item2.Owner!, StringComparer.Ordinal);
        var systems = own.Select(it => System(it.Key, [.. it])).ToList();
        var claimed = recognised.Select(it => it.Object).ToHashSet();
        return new CatalogReading(
            systems,
            [.. found.Where(it => it is { Recognition: Recognition.Unclassified, Object: { IsWorkload: true, HasOwner: false } } && !claimed.Contains(it.Object))
                .Select(it => (it.Object, WorkloadHealth.Judge(it.Object)))],
            [.. found.Where(it => it.Recognition is Recognition.Tied).Select(it => (it.Object, ((Recognition.Tied)it.Recognition).Claims))]);

        SystemReading System(CatalogEntry entry, List<(Observation Object, Recognition.Recognised Why)> its)
        {
            List<Observation> objects = [.. its.Select(it => it.Object)];
            List<ProbeReading> asked = [.. readings.Where(it => it.System == entry.Id)];
            List<(CatalogEntry Kind, Observation Object)> parts = [.. instances[entry.Id].Select(it => (it.Item2.Entry, it.Object))];
            var health = SystemHealth.Judge(entry, [.. objects, .. parts.Select(it => it.Object)], index, asked, now);
            return new SystemReading(
                entry, site, [.. its.Select(it => (it.Object, it.Why.Evidence))], parts, SystemVersion.Find(entry, objects, index, asked), health);
        }
    }

    // An object is one system; a file shows all that it names.
    static IEnumerable<(Observation Object, Recognition.Recognised Recognised)> Named(SystemCatalog catalog, IReadOnlyList<Observation> observations) =>
        observations.Where(it => it.Platform == Platform.Repository)
            .SelectMany(it => catalog.Recogniser.Claims(it).Where(claim => claim.IsSufficient)
                .Select(claim => (it, new Recognition.Recognised(claim.Entry, claim.Evidence, null))));

    // One weak hit on one object and another on a second tell as much as two on one.
    static IEnumerable<(Observation Object, Recognition.Recognised Recognised)> TwiceWeak(IReadOnlyList<(Observation Object, Recognition Recognition)> found) =>
        found.Where(it => it.Recognition is Recognition.Unclassified)
            .SelectMany(it => ((Recognition.Unclassified)it.Recognition).Hints.Select(claim => (it.Object, Claim: claim)))
            .Where(it => it.Claim.Evidence.Any(hit => hit.Strength == "weak"))
            .GroupBy(it => it.Claim.Entry)
            .Where(it => it.SelectMany(claim => claim.Claim.Evidence).Where(hit => hit.Strength == "weak").DistinctBy(hit => hit.Matcher).Count() > 1)
            .SelectMany(it => it.Select(claim => (claim.Object, new Recognition.Recognised(it.Key, claim.Claim.Evidence, null))))
            .GroupBy(it => it.Object).Where(it => it.Count() == 1).Select(it => it.Single());

    // A converter that Paperless' Compose project brings is Paperless', where Paperless is.
    static List<(Observation Object, Recognition.Recognised Recognised)> Members(
        IReadOnlyList<(Observation Object, Recognition Recognition)> found, List<(Observation Object, Recognition.Recognised Recognised)> recognised)
    {
        var there = recognised.Where(it => it.Recognised.Owner is null).Select(it => it.Recognised.Entry).ToHashSet();
        var taken = recognised.Select(it => it.Object).ToHashSet();
        return
        [
            .. found.Where(it => it.Recognition is Recognition.Unclassified && !taken.Contains(it.Object))
                .Select(it => (it.Object, Claims: ((Recognition.Unclassified)it.Recognition).Hints
                    .Where(claim => there.Contains(claim.Entry) && claim.Specificity == Specificity.Name).ToList()))
                .Where(it => it.Claims.Count == 1)
                .Select(it => (it.Object, new Recognition.Recognised(it.Claims[0].Entry, it.Claims[0].Evidence, null))),
        ];
    }

    /// <summary>Systems that are there because others are.</summary>
    static IEnumerable<SystemReading> Derived(
        SystemCatalog catalog, List<SystemReading> systems, IReadOnlyCollection<ProbeReading> readings, DateTimeOffset now)
    {
        var there = systems.Select(it => it.Entry.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in catalog.Entries.Values.Where(it => !there.Contains(it.Id)))
        {
            var matcher = entry.Spec.Recognise.FirstOrDefault(it => it is { Match: "derived", Strength: "strong" }
                && (it.AllOf is not null || it.AnyOf is not null)
                && (it.AllOf ?? []).All(there.Contains) && (it.AnyOf?.Any(there.Contains) ?? true));
            if (matcher is null)
                continue;
            var members = systems.Where(it => (matcher.AllOf ?? matcher.AnyOf!).Contains(it.Entry.Id)).ToList();
            yield return new SystemReading(entry, members[0].Site, [], [], null, entry.Spec.Kind == "external-service"
                ? Outside(entry, members, [.. readings.Where(it => it.System == entry.Id)], now)
                : HealthVerdict.Of(members.SelectMany(it => it.Health.Signals)));
        }
    }

    // What uses a service outside runs here, and says nothing of how that service is.
    static HealthVerdict Outside(CatalogEntry entry, List<SystemReading> users, IReadOnlyList<ProbeReading> asked, DateTimeOffset now) =>
        SystemHealth.Judge(entry, [], new SiteIndex([]), asked, now) is { Signals.Count: > 0 } answered
            ? answered
            : HealthVerdict.Of([new HealthSignal(
                "derived", users[0].Site, HealthState.Unknown, HealthSignal.NotAsked, $"known only because {users[0].Entry.Spec.Name} uses it; nobody has asked it")]);
}
