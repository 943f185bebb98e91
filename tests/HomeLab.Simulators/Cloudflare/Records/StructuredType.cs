using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Cloudflare.Http;

namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>A type whose fields the API takes and gives as <c>data</c>, and whose content is made of them.</summary>
/// <param name="Fields">In the order in which content has them.</param>
sealed record StructuredType(string Name, ContentField[] Fields)
{
    const string Binding = "priority:Short target:Host value:Rest";
    const string Association = "usage:Byte selector:Byte matching_type:Byte certificate:Word";
    const string Latitude = "lat_degrees:Byte lat_minutes:Byte lat_seconds:Decimal lat_direction:Word";
    const string Longitude = "long_degrees:Byte long_minutes:Byte long_seconds:Decimal long_direction:Word";
    const string Extent = "altitude:Metres size:Metres precision_horz:Metres precision_vert:Metres";

    static readonly FrozenDictionary<string, StructuredType> Types = new[]
    {
        Of("SRV", "weight:Short port:Short target:Host") with { HasPriority = true, RepeatsPriority = true },
        Of("URI", "weight:Short target:Quoted") with { HasPriority = true },
        Of("CAA", "flags:Byte tag:Word value:Quoted"),
        Of("HTTPS", Binding),
        Of("SVCB", Binding),
        Of("TLSA", Association),
        Of("SMIMEA", Association),
        Of("SSHFP", "algorithm:Byte type:Byte fingerprint:Word"),
        Of("DS", "key_tag:Short algorithm:Byte digest_type:Byte digest:Word"),
        Of("DNSKEY", "flags:Short protocol:Byte algorithm:Byte public_key:Word"),
        Of("CERT", "type:Short key_tag:Short algorithm:Byte certificate:Word"),
        Of("NAPTR", "order:Short preference:Short flags:Quoted service:Quoted regex:Quoted replacement:Host"),
        Of("LOC", $"{Latitude} {Longitude} {Extent}"),
    }.ToFrozenDictionary(type => type.Name);

    /// <summary>Whether the record has a top-level priority.</summary>
    public bool HasPriority { get; private init; }

    /// <summary>Whether <c>data</c> has the priority too.</summary>
    public bool RepeatsPriority { get; private init; }

    public static StructuredType? Find(string name) => Types.GetValueOrDefault(name);

    /// <exception cref="CloudflareRefusal">A field is missing or invalid.</exception>
    public (string Content, int? Priority) Normal(RecordDraft draft)
    {
        var priority = draft.Priority ?? (RepeatsPriority ? PriorityIn(draft.Data) : null);
        if (HasPriority && priority is not (>= 0 and <= 65_535))
            throw CloudflareRefusal.Validation(9100, "priority is a required field.");
        var values = draft.Data is { } data ? Fields.Select(field => FieldText.Of(data, field)) : Tokens(draft.Content);
        return (string.Join(' ', Fields.Zip(values, FieldText.Canonical)).TrimEnd(), HasPriority ? priority : null);
    }

    public JsonObject DataOf(DnsRecord record)
    {
        var data = new JsonObject();
        if (RepeatsPriority)
            data["priority"] = record.Priority;
        foreach (var (field, value) in Fields.Zip(Tokens(record.Content)))
            data[field.Name] = FieldText.ToJson(field, value);
        return data;
    }

    List<string> Tokens(string? content)
    {
        if (string.IsNullOrWhiteSpace(content))
            throw CloudflareRefusal.Validation(9100, "data is a required field.");
        var tokens = FieldText.Split(content, Fields);
        return tokens.Count == Fields.Length
            ? tokens
            : throw CloudflareRefusal.Validation(9101, $"Content for {Name} record is invalid.");
    }

    static StructuredType Of(string name, string fields) => new(name, [.. fields.Split(' ').Select(Field)]);

    static ContentField Field(string text) => text.Split(':') is [var name, var kind]
        ? new ContentField(name, Enum.Parse<FieldKind>(kind))
        : throw new FormatException(text);

    static int? PriorityIn(JsonElement? data) =>
        data?.TryGetProperty("priority", out var value) == true
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var number)
            ? number
            : null;
}
