namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>The query parameters of the record list. Text compares without case.</summary>
static class RecordFilter
{
    public static List<DnsRecord> Apply(IEnumerable<DnsRecord> records, IQueryCollection query)
    {
        var filters = Filters(query).ToList();
        var matching = filters.Count == 0 ? records
            : Is(query["match"], "any") ? records.Where(record => filters.Any(filter => filter(record)))
            : records.Where(record => filters.All(filter => filter(record)));
        return Ordered(matching, query);
    }

    static IEnumerable<Func<DnsRecord, bool>> Filters(IQueryCollection query)
    {
        foreach (var (key, value) in query.Select(pair => (pair.Key.ToLowerInvariant(), pair.Value.ToString())))
        {
            var (field, test) = key.Split('.', 2) is [var before, var after] ? (before, after) : (key, "exact");
            if (field is "name")
                yield return record => Matches(record.Name, test, value);
            else if (field is "content")
                yield return record => Matches(record.Content, test, value);
            else if (field is "comment")
                yield return record => Matches(record.Comment ?? "", test, value);
            else if (field is "type")
                yield return record => Is(record.Type, value);
            else if (field is "proxied")
                yield return record => record.Proxied == Is(value, "true");
            else if (field is "search" && value.Length > 0)
                yield return record => $"{record.Name} {record.Content} {record.Comment}".Contains(value, StringComparison.OrdinalIgnoreCase);
        }

        if (TagFilters(query).ToList() is { Count: > 0 } tags)
            yield return Is(query["tag_match"], "any") ? record => tags.Any(tag => tag(record)) : record => tags.All(tag => tag(record));
    }

    static IEnumerable<Func<DnsRecord, bool>> TagFilters(IQueryCollection query)
    {
        foreach (var (key, values) in query)
        {
            var (field, test) = key.ToLowerInvariant().Split('.', 2) is [var before, var after] ? (before, after) : (key, "exact");
            if (field is not "tag")
                continue;
            foreach (var value in values.SelectMany(value => (value ?? "").Split(',')))
                yield return record => MatchesTag(record, test, value);
        }
    }

    /// <summary><c>present</c> and <c>absent</c> name a tag; the others test <c>name:value</c>.</summary>
    static bool MatchesTag(DnsRecord record, string test, string value) => test switch
    {
        "present" => record.Tags.Any(tag => Is(tag.Split(':', 2)[0], value)),
        "absent" => !record.Tags.Any(tag => Is(tag.Split(':', 2)[0], value)),
        "exact" => record.Tags.Any(tag => Is(tag, value)),
        _ => record.Tags.Any(tag =>
        {
            var name = value.Split(':', 2)[0];
            return value.Contains(':', StringComparison.Ordinal) && tag.Contains(':', StringComparison.Ordinal)
                ? Is(tag.Split(':', 2)[0], name) && Matches(tag.Split(':', 2)[1], test, value[(name.Length + 1)..])
                : Matches(tag, test, value);
        }),
    };

    static bool Matches(string text, string test, string value) => test switch
    {
        "contains" => text.Contains(value, StringComparison.OrdinalIgnoreCase),
        "startswith" => text.StartsWith(value, StringComparison.OrdinalIgnoreCase),
        "endswith" => text.EndsWith(value, StringComparison.OrdinalIgnoreCase),
        "present" => text.Length > 0,
        "absent" => text.Length == 0,
        _ => Is(text, value),
    };

    static List<DnsRecord> Ordered(IEnumerable<DnsRecord> records, IQueryCollection query)
    {
        var ordered = query["order"].ToString() switch
        {
            "name" => records.OrderBy(record => record.Name, StringComparer.Ordinal),
            "content" => records.OrderBy(record => record.Content, StringComparer.Ordinal),
            "ttl" => records.OrderBy(record => record.Ttl),
            "proxied" => records.OrderBy(record => record.Proxied),
            "type" => records.OrderBy(record => record.Type, StringComparer.Ordinal),
            _ => records,
        };
        return Is(query["direction"], "desc") ? [.. ordered.Reverse()] : [.. ordered];
    }

    static bool Is(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
