using System.Text.Json;
using HomeLab.Cloudflare;

namespace HomeLab.Dns.Drift;

/// <summary>What the client takes Cloudflare's API v4 to be, as its documentation had it in 2026. Pure.</summary>
static class CloudflareAssumptions
{
    public const int RecordsPerPage = 5000;

    /// <summary>Of an id that no record has.</summary>
    public const int RecordNotFound = 81044;

    /// <summary>Requests that a user has in a window, in seconds (https://developers.cloudflare.com/fundamentals/api/reference/limits).</summary>
    const string Quota = "q=1200";
    const string Window = "w=300";

    static readonly HashSet<string> Envelope = ["success", "errors", "messages", "result", "result_info"];
    static readonly HashSet<string> Page = ["page", "per_page", "count", "total_count", "total_pages"];

    static readonly HashSet<string> ZoneMembers =
    [
        "id", "name", "status", "paused", "type", "development_mode", "name_servers", "original_name_servers", "original_registrar", "original_dnshost",
        "modified_on", "created_on", "activated_on", "meta", "owner", "account", "tenant", "tenant_unit", "permissions", "plan", "plan_pending",
        "vanity_name_servers", "vanity_name_servers_ips", "cname_suffix", "verification_key", "betas", "deactivation_reason", "host",
    ];

    static readonly HashSet<string> ZoneStatuses = ["active", "pending", "initializing", "moved", "deleted", "deactivated"];

    static readonly HashSet<string> RecordMembers =
    [
        "id", "zone_id", "zone_name", "name", "type", "content", "priority", "data", "proxiable", "proxied", "ttl", "settings", "meta", "comment",
        "comment_modified_on", "tags", "tags_modified_on", "created_on", "modified_on", "locked", "private_routing",
    ];

    static readonly HashSet<string> RecordTypes =
    [
        "A", "AAAA", "CAA", "CERT", "CNAME", "DNSKEY", "DS", "HTTPS", "LOC", "MX", "NAPTR", "NS", "OPENPGPKEY", "PTR", "SMIMEA", "SRV", "SSHFP", "SVCB",
        "TLSA", "TXT", "URI",
    ];

    public static IEnumerable<ApiDrift> OfZones(ApiAnswer answer) =>
        [.. OfAnswer("zones", answer), .. OfItems("zones", answer, ZoneMembers, "status", ZoneStatuses)];

    /// <param name="answer">To a page of <see cref="RecordsPerPage"/>.</param>
    public static IEnumerable<ApiDrift> OfRecords(ApiAnswer answer) =>
    [
        .. OfAnswer("dns_records", answer), .. OfItems("dns_records", answer, RecordMembers, "type", RecordTypes),
        .. Object(answer.Body, "result_info") is { } page && page.TryGetProperty("per_page", out var size) && size.ToString() != $"{RecordsPerPage}"
            ? new[] { new ApiDrift("limit", $"dns_records per_page={RecordsPerPage} is answered with {size}") } : [],
    ];

    /// <param name="answer">To the question for a record that is not there.</param>
    public static IEnumerable<ApiDrift> OfMissing(ApiAnswer answer)
    {
        var codes = answer.Body.ValueKind == JsonValueKind.Object && answer.Body.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
            ? errors.EnumerateArray().Select(it => it.TryGetProperty("code", out var code) ? code.ToString() : "none").ToList() : [];
        return [.. OfHeaders("dns_records/{id}", answer), .. answer.Status == 404 && codes.Contains($"{RecordNotFound}")
            ? Array.Empty<ApiDrift>() : [new ApiDrift("code", $"dns_records/{{id}} that is not there: {answer.Status} {string.Join(' ', codes)} instead of 404 {RecordNotFound}")]];
    }

    static IEnumerable<ApiDrift> OfAnswer(string where, ApiAnswer answer) =>
    [
        .. OfHeaders(where, answer),
        .. Members(answer.Body).Where(it => !Envelope.Contains(it)).Select(it => new ApiDrift("member", $"{where} {it}")),
        .. Object(answer.Body, "result_info") is { } page ? Members(page).Where(it => !Page.Contains(it)).Select(it => new ApiDrift("member", $"{where} result_info.{it}")) : [],
    ];

    /// <summary>RFC 9745 and RFC 8594; and the quota, where it is told.</summary>
    static IEnumerable<ApiDrift> OfHeaders(string where, ApiAnswer answer)
    {
        foreach (var header in new[] { "Deprecation", "Sunset" })
        {
            if (answer.Headers.TryGetValue(header, out var value))
            {
                yield return new ApiDrift("header", $"{where} {header}: {value}");
            }
        }
        if (answer.Headers.TryGetValue("Ratelimit-Policy", out var policy))
        {
            var parameters = policy.Split(';', StringSplitOptions.TrimEntries);
            if (!parameters.Contains(Quota) || !parameters.Contains(Window))
            {
                yield return new ApiDrift("limit", $"Ratelimit-Policy: {policy}");
            }
        }
    }

    static IEnumerable<ApiDrift> OfItems(string where, ApiAnswer answer, HashSet<string> members, string member, HashSet<string> values)
    {
        if (answer.Body.ValueKind != JsonValueKind.Object || !answer.Body.TryGetProperty("result", out var result) || result.ValueKind != JsonValueKind.Array)
        {
            yield return new ApiDrift("member", $"{where} result is no list");
            yield break;
        }
        foreach (var item in result.EnumerateArray().Where(it => it.ValueKind == JsonValueKind.Object))
        {
            foreach (var unknown in Members(item).Where(it => !members.Contains(it)))
            {
                yield return new ApiDrift("member", $"{where} {unknown}");
            }
            if (item.TryGetProperty(member, out var value) && !values.Contains(value.ToString()))
            {
                yield return new ApiDrift("value", $"{where} {member} {value}");
            }
        }
    }

    static JsonElement? Object(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) && child.ValueKind == JsonValueKind.Object ? child : null;

    static IEnumerable<string> Members(JsonElement element) => element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(it => it.Name) : [];
}
