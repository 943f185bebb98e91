using System.Text.Json.Nodes;
using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.State;
using HomeLab.Simulators.Cloudflare.Tokens;

namespace HomeLab.Simulators.Cloudflare.Records;

static class ZoneFilesApi
{
    const int LargestFile = 256 * 1024;

    public static void MapZoneFiles(this IEndpointRouteBuilder api)
    {
        api.MapGet("/zones/{zone}/dns_records/export", (string zone, CloudflareCall call) =>
            CloudflareAnswer.Text(ZoneFileWriter.Write(call.Read(zone), call.Now)));
        api.MapPost("/zones/{zone}/dns_records/import", ImportAsync);
    }

    static async Task<CloudflareAnswer> ImportAsync(string zone, CloudflareCall call, RateLimits limits)
    {
        limits.TakeImport(call.Request.HttpContext, call.Credential);
        if (!call.Request.HasFormContentType)
            throw CloudflareRefusal.InvalidBody("Content-type must be multipart/form-data.");
        var form = await FormAsync(call.Request);
        if (form.Files["file"] is not { Length: <= LargestFile } file)
            throw CloudflareRefusal.InvalidBody("Request body is invalid.");
        using var reader = new StreamReader(file.OpenReadStream());
        var text = await reader.ReadToEndAsync();
        var isProxied = form["proxied"].ToString().Equals("true", StringComparison.OrdinalIgnoreCase);
        var started = call.Now;

        var (added, parsed) = call.Change(zone, before => Import(before, ZoneFileReader.Read(text, before.Zone.Name), isProxied, started));
        var answer = new JsonObject
        {
            ["result"] = new JsonObject { ["recs_added"] = added, ["total_records_parsed"] = parsed },
            ["success"] = true,
            ["errors"] = new JsonArray(),
            ["messages"] = new JsonArray(),
            ["timing"] = new JsonObject { ["start_time"] = started.ToApi(), ["end_time"] = started.ToApi(), ["process_time"] = 0 },
        };
        return CloudflareAnswer.Json(answer);
    }

    static async Task<IFormCollection> FormAsync(HttpRequest request)
    {
        try
        {
            return await request.ReadFormAsync();
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw CloudflareRefusal.InvalidBody("Failed to parse request body.");
        }
    }

    static (ZoneState Zone, (int Added, int Parsed) Counts) Import(
        ZoneState zone, List<ZoneFileEntry> entries, bool isProxied, DateTimeOffset now)
    {
        var before = zone.Count;
        foreach (var entry in entries)
        {
            // The zone's own SOA and name servers are Cloudflare's.
            if (entry.Type == "SOA" || (entry.Type == "NS" && entry.Name == zone.Zone.Name))
                continue;
            try
            {
                (zone, _) = RecordChanges.Create(zone, entry.ToDraft(isProxied), now);
            }
            catch (CloudflareRefusal refusal) when (refusal.Errors[0].Code == 81058)
            {
                // What is there already needs no import.
            }
        }

        return (zone, (zone.Count - before, entries.Count));
    }
}
