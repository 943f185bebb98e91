using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using HomeLab.Contracts.Grpc.Dns;

namespace HomeLab.Cli.Commands.Dns;

/// <summary>One <c>DnsRecord</c> document.</summary>
/// <param name="Document">Its name, unlike that of every other.</param>
/// <param name="Values">As the provider has them; those of MX, SRV and CAA in their parts' order.</param>
sealed partial record ImportedRecord(string Document, string Name, string Type, IReadOnlyList<string> Values, int? Ttl, bool? Proxied)
{
    /// <summary>A document may not ask for less; left out, a ttl stays as it is.</summary>
    const int ShortestTtl = 60;

    const int LongestName = 63;

    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ImportedRecord Of(IReadOnlyList<Record> records, IReadOnlyCollection<string> taken) => new(
        Unlike(taken, records[0]), records[0].Name, records[0].Type, [.. records.Select(record => record.Content)],
        records[0].Ttl >= ShortestTtl && !records[0].Proxied ? records[0].Ttl : null,
        records[0].Type is "A" or "AAAA" or "CNAME" ? records[0].Proxied : null);

    public string ToYaml()
    {
        var ttl = Ttl is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", ttl: {seconds}") : "";
        var proxied = Proxied is { } flag ? $", proxied: {(flag ? "true" : "false")}" : "";
        return $$"""
            apiVersion: homelab/v1
            kind: DnsRecord
            metadata: {name: {{Quoted(Document)}}}
            spec: {name: {{Quoted(Name)}}, type: {{Type}}, {{Contents()}}{{ttl}}{{proxied}}}

            """.ReplaceLineEndings("\n");
    }

    string Contents() => Type switch
    {
        "CNAME" => $"content: {Quoted(Values[0])}",
        "MX" => $"mx: [{List(2, it => $"{{priority: {it[0]}, exchange: {Quoted(it[1])}}}")}]",
        "SRV" => $"srv: [{List(4, it => $"{{priority: {it[0]}, weight: {it[1]}, port: {it[2]}, target: {Quoted(it[3])}}}")}]",
        "CAA" => $"caa: [{List(3, it => $"{{flags: {it[0]}, tag: {it[1]}, value: {Quoted(it[2].Trim('"'))}}}")}]",
        _ => $"values: [{string.Join(", ", Values.Select(Quoted))}]",
    };

    string List(int parts, Func<string[], string> one) => string.Join(", ", Values.Select(value => one(value.Split(' ', parts))));

    static string Quoted(string text) => JsonSerializer.Serialize(text, Json);

    static string Unlike(IReadOnlyCollection<string> taken, Record record)
    {
        var plain = NoName().Replace($"{record.Name.Replace("*", "wildcard", StringComparison.Ordinal)}-{record.Type.ToLowerInvariant()}", "-").TrimStart('.', '_', '-');
        for (var number = 1; ; number++)
        {
            var suffix = number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{number}");
            var room = LongestName - suffix.Length;
            var name = (plain.Length <= room ? plain : plain[..room].TrimEnd('.', '_', '-')) + suffix;
            if (!taken.Contains(name))
            {
                return name;
            }
        }
    }

    [GeneratedRegex("[^a-z0-9._-]")]
    private static partial Regex NoName();
}
