using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Cloudflare.Http;

namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>A type whose fields the API takes and gives as <c>data</c>, and whose content is made of them.</summary>
/// <param name="HasPriority">Whether the record has a top-level priority.</param>
/// <param name="RepeatsPriority">Whether <c>data</c> has the priority too.</param>
sealed record StructuredType(string Name, bool HasPriority, bool RepeatsPriority, params ContentField[] Fields)
{
    static readonly ContentField[] Binding =
        [new("priority", FieldKind.Short), new("target", FieldKind.Host), new("value", FieldKind.Rest)];

    static readonly ContentField[] Association =
        [new("usage", FieldKind.Byte), new("selector", FieldKind.Byte), new("matching_type", FieldKind.Byte), new("certificate", FieldKind.Word)];

    static readonly FrozenDictionary<string, StructuredType> Types = new StructuredType[]
    {
        new("SRV", true, true, new("weight", FieldKind.Short), new("port", FieldKind.Short), new("target", FieldKind.Host)),
        new("URI", true, false, new("weight", FieldKind.Short), new("target", FieldKind.Quoted)),
        new("CAA", false, false, new("flags", FieldKind.Byte), new("tag", FieldKind.Word), new("value", FieldKind.Quoted)),
        new("HTTPS", false, false, Binding),
        new("SVCB", false, false, Binding),
        new("TLSA", false, false, Association),
        new("SMIMEA", false, false, Association),
        new("SSHFP", false, false, new("algorithm", FieldKind.Byte), new("type", FieldKind.Byte), new("fingerprint", FieldKind.Word)),
        new("DS", false, false, new("key_tag", FieldKind.Short), new("algorithm", FieldKind.Byte), new("digest_type", FieldKind.Byte), new("digest", FieldKind.Word)),
        new("DNSKEY", false, false, new("flags", FieldKind.Short), new("protocol", FieldKind.Byte), new("algorithm", FieldKind.Byte), new("public_key", FieldKind.Word)),
        new("CERT", false, false, new("type", FieldKind.Short), new("key_tag", FieldKind.Short), new("algorithm", FieldKind.Byte), new("certificate", FieldKind.Word)),
        new("NAPTR", false, false, new("order", FieldKind.Short), new("preference", FieldKind.Short), new("flags", FieldKind.Quoted), new("service", FieldKind.Quoted), new("regex", FieldKind.Quoted), new("replacement", FieldKind.Host)),
        new("LOC", false, false, new("lat_degrees", FieldKind.Byte), new("lat_minutes", FieldKind.Byte), new("lat_seconds", FieldKind.Decimal), new("lat_direction", FieldKind.Word), new("long_degrees", FieldKind.Byte), new("long_minutes", FieldKind.Byte), new("long_seconds", FieldKind.Decimal), new("long_direction", FieldKind.Word), new("altitude", FieldKind.Metres), new("size", FieldKind.Metres), new("precision_horz", FieldKind.Metres), new("precision_vert", FieldKind.Metres)),
    }.ToFrozenDictionary(type => type.Name);

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

    static int? PriorityIn(JsonElement? data) =>
        data?.TryGetProperty("priority", out var value) == true && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : null;
}
