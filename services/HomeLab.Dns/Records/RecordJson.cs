using System.Text.Json;
using System.Text.Json.Serialization;

namespace HomeLab.Dns.Records;

/// <summary>Records as canonical JSON, for the mirror, intents and the ledger.</summary>
static class RecordJson
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string Of(ActualRecord record) => JsonSerializer.Serialize(
        Shape.Of(record.Record) with
        {
            Id = record.Id, Comment = record.Comment, IsLocked = record.IsLocked, Tags = record.Tags.Count == 0 ? null : [.. record.Tags],
        },
        Json);

    public static string Of(DnsRecord record) => JsonSerializer.Serialize(Shape.Of(record), Json);

    public static ActualRecord ReadActual(string json)
    {
        var shape = Read(json);
        return new ActualRecord(shape.Id!, shape.ToRecord(), shape.Comment ?? "", shape.IsLocked ?? false) { Tags = RecordTags.Of(shape.Tags) };
    }

    public static DnsRecord ReadRecord(string json) => Read(json).ToRecord();

    static Shape Read(string json) => JsonSerializer.Deserialize<Shape>(json, Json)!;

    sealed record Shape(string Name, string Type, string Content, int Ttl, bool Proxied)
    {
        public string? Id { get; init; }

        public string? Comment { get; init; }

        public bool? IsLocked { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<string>? Tags { get; init; }

        public static Shape Of(DnsRecord record) =>
            new(record.Name.ToString(), record.Content.Type, record.Content.ToString(), record.Ttl.Seconds, record.Proxied);

        public DnsRecord ToRecord() => new(
            DomainName.Parse(Name),
            // An empty text is a record that some providers keep and no parser takes.
            RecordText.TryParse(Type, Content, out var content) ? content : Type == "TXT" ? new RecordContent.Txt(Content) : new RecordContent.Other(Type, Content),
            Records.Ttl.Read(Ttl),
            Proxied);
    }
}
