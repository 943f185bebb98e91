using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.State;

namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>Many changes in one transaction: deletes, patches, puts, posts; the first failure undoes all.</summary>
static class BatchApi
{
    delegate (ZoneState Zone, DnsRecord Record) Change(ZoneState zone, RecordBody body, DateTimeOffset now);

    static readonly (string List, Change Change)[] Order =
    [
        ("deletes", (zone, body, _) => RecordChanges.Delete(zone, IdOf(body))),
        ("patches", (zone, body, now) => RecordChanges.Edit(zone, IdOf(body), body, now)),
        ("puts", (zone, body, now) => RecordChanges.Overwrite(zone, IdOf(body), body, now)),
        ("posts", (zone, body, now) => RecordChanges.Create(zone, RecordDraft.From(body), now)),
    ];

    public static void MapBatch(this IEndpointRouteBuilder api) => api.MapPost("/zones/{zone}/dns_records/batch", RunAsync);

    static async Task<CloudflareAnswer> RunAsync(string zone, CloudflareCall call)
    {
        var body = await call.BodyAsync();
        if (body.ValueKind != JsonValueKind.Object)
            throw CloudflareRefusal.InvalidBody("Request body is invalid.");
        var lists = Order.Select(step => (step.List, step.Change, Entries: EntriesOf(body, step.List))).ToList();
        var result = call.Change(zone, before =>
        {
            var limit = before.Zone.Limits.BatchOperations;
            if (lists.Sum(list => list.Entries?.Count ?? 0) > limit)
                throw CloudflareRefusal.InvalidBody($"Request body is invalid. A batch may hold at most {limit} operations.");
            var (after, answer) = (before, new JsonObject());
            foreach (var (name, change, entries) in lists.Where(list => list.Entries is not null))
            {
                var records = new JsonArray();
                foreach (var entry in entries!)
                {
                    (after, var record) = change(after, RecordBody.Parse(entry), call.Now);
                    records.Add((JsonNode)RecordJson.Of(record));
                }

                answer[name] = records;
            }

            return (after, answer);
        });
        return CloudflareAnswer.Of(result);
    }

    static List<JsonElement>? EntriesOf(JsonElement body, string list) =>
        !body.TryGetProperty(list, out var entries) || entries.ValueKind == JsonValueKind.Null ? null
        : entries.ValueKind == JsonValueKind.Array ? [.. entries.EnumerateArray()]
        : throw CloudflareRefusal.InvalidBody($"Failed to parse request body: {list} must be of type array.");

    static string IdOf(RecordBody body) => body.Id ?? throw CloudflareRefusal.NoRecord();
}
