using System.Globalization;
using System.Text.Json;

namespace HomeLab.Cloudflare;

/// <summary>The parts of a CAA record; its content is <c>0 issue "letsencrypt.org"</c>.</summary>
public sealed record CaaRecord(int Flags, string Tag, string Value)
{
    public static CaaRecord? Of(CloudflareRecord record) =>
        record.Data is { ValueKind: JsonValueKind.Object } data
            ? data.Deserialize<CaaRecord>(Json.Options)
            : FromContent(record.Content);

    public JsonElement ToData() => JsonSerializer.SerializeToElement(this, Json.Options);

    static CaaRecord? FromContent(string content) =>
        content.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries) is [var flags, var tag, var value]
        && int.TryParse(flags, CultureInfo.InvariantCulture, out var f)
            ? new CaaRecord(f, tag, TxtContent.Decode(value))
            : null;
}
