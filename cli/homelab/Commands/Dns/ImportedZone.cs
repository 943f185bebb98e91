using HomeLab.Contracts.Grpc.Dns;

namespace HomeLab.Cli.Commands.Dns;

/// <summary>Documents for what is in a zone, and what of it has none.</summary>
/// <param name="LeftOut">A record and why: it is another program's, or of a type that is never written.</param>
sealed record ImportedZone(string Zone, IReadOnlyList<ImportedRecord> Documents, IReadOnlyList<string> LeftOut)
{
    static readonly string[] Types = ["A", "AAAA", "CNAME", "TXT", "MX", "SRV", "CAA"];

    public static ImportedZone Of(Zone zone)
    {
        var there = zone.Records.Where(record => record.Id.Length > 0 && !record.IsOwned).ToList();
        var documents = new List<ImportedRecord>();
        // One document has one ttl and one proxy flag.
        foreach (var group in there.Where(record => WhyNot(record) is null)
            .GroupBy(record => (record.Name, record.Type, record.Ttl, record.Proxied))
            .OrderBy(group => group.Key.Name, StringComparer.Ordinal).ThenBy(group => group.Key.Type, StringComparer.Ordinal).ThenBy(group => group.Key.Ttl))
        {
            documents.Add(ImportedRecord.Of([.. group], documents.ConvertAll(document => document.Document)));
        }
        return new ImportedZone(
            zone.Name,
            documents,
            [.. there.Select(record => WhyNot(record) is { } why ? $"{record.Name} {record.Type} ({why})" : null).OfType<string>()]);
    }

    public string ToYaml() => string.Concat(
    [
        $"# What is in {Zone} and is not ours. Keep what the lab is to ask for; then: homelab dns adopt {Zone}\n",
        .. LeftOut.Select(left => $"# left out: {left}\n"),
        .. Documents.Select(document => $"---\n{document.ToYaml()}"),
    ]);

    static string? WhyNot(Record record) => record.KeptBy.Length > 0 ? record.KeptBy : Types.Contains(record.Type) ? null : "type";
}
