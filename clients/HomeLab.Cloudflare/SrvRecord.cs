using System.Globalization;
using System.Text.Json;

namespace HomeLab.Cloudflare;

/// <summary>The parts of an SRV record; its content has three of them, <c>data</c> all four.</summary>
public sealed record SrvRecord(int Priority, int Weight, int Port, string Target)
{
    public static SrvRecord? Of(CloudflareRecord record) =>
        record.Data is { ValueKind: JsonValueKind.Object } data
            ? data.Deserialize<SrvRecord>(Json.Options)
            : FromContent(record.Content, record.Priority ?? 0);

    public JsonElement ToData() => JsonSerializer.SerializeToElement(this, Json.Options);

    static SrvRecord? FromContent(string content, int priority) =>
        content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var weight, var port, var target]
        && int.TryParse(weight, CultureInfo.InvariantCulture, out var w)
        && int.TryParse(port, CultureInfo.InvariantCulture, out var p)
            ? new SrvRecord(priority, w, p, target)
            : null;
}
