namespace HomeLab.Inventory.Graph;

/// <summary>Which wildcard answers for a name that has no record: as RFC 4592 says, the one just below the closest name that exists.</summary>
sealed class ZoneNames
{
    readonly Dictionary<string, ZoneName> records;
    readonly Dictionary<string, Zone> zones;

    public ZoneNames(IEnumerable<ZoneName> names)
    {
        records = names.DistinctBy(it => it.Record).ToDictionary(it => it.Record, StringComparer.Ordinal);
        zones = records.Values.GroupBy(it => it.Zone, StringComparer.Ordinal)
            .ToDictionary(it => it.Key, it => new Zone(it.Key.Split('/')[^1], it), StringComparer.Ordinal);
    }

    /// <param name="record">The node of a record.</param>
    public ZoneName? Find(string record) => records.GetValueOrDefault(record);

    /// <returns>Edges from the name to the records of the wildcard; none: it has records of its own, is nowhere, or nothing answers for it.</returns>
    public IEnumerable<GraphEdge> Covering(string host)
    {
        var holding = zones.Values.Where(it => it.Holds(host)).ToList();
        // Of a zone and one that lies in it, the inner one answers.
        return holding.Where(it => it.Apex.Length == holding.Max(other => other.Apex.Length)).SelectMany(it => it.Covering(host));
    }

    sealed class Zone
    {
        readonly HashSet<string> existing;
        readonly HashSet<string> delegated;
        readonly ILookup<string, ZoneName> wildcards;

        public Zone(string apex, IEnumerable<ZoneName> listed)
        {
            Apex = apex;
            var names = listed.Where(it => Holds(it.Name)).ToList();
            // A name exists by what is below it, too, even where it has no record of its own.
            existing = [apex, .. names.SelectMany(it => Within(it.Name))];
            delegated = names.Where(it => it.Type == "NS" && it.Name != apex).Select(it => it.Name).ToHashSet(StringComparer.Ordinal);
            wildcards = names.Where(it => it is { Type: "A" or "AAAA" or "CNAME" } && it.Name.StartsWith("*.", StringComparison.Ordinal))
                .ToLookup(it => it.Name, StringComparer.Ordinal);
        }

        public string Apex { get; }

        public bool Holds(string name) => name == Apex || name.EndsWith("." + Apex, StringComparison.Ordinal);

        public IEnumerable<GraphEdge> Covering(string host)
        {
            // What lies below a delegation is answered elsewhere.
            if (existing.Contains(host) || Within(host).Any(delegated.Contains))
                return [];
            var closest = Within(host).First(existing.Contains);
            return wildcards[$"*.{closest}"].Select(it => new GraphEdge(
                $"host/{host}", it.Record, "resolvedBy", Bond.AnyOf, "records", "zone.wildcard",
                $"{it.Name} {it.Type} {it.Content} answers: {host} has no record, and the closest name that exists is {closest} (RFC 4592)"));
        }

        /// <summary>The name and those above it, as far up as the apex.</summary>
        IEnumerable<string> Within(string name)
        {
            for (var at = name; at.Length > Apex.Length; at = at[(at.IndexOf('.', StringComparison.Ordinal) + 1)..])
                yield return at;
            yield return Apex;
        }
    }
}
