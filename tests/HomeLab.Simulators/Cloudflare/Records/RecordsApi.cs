using System.Text.Json.Nodes;
using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.State;

namespace HomeLab.Simulators.Cloudflare.Records;

static class RecordsApi
{
    const int LargestPage = 5_000_000;

    public static void MapRecords(this IEndpointRouteBuilder api)
    {
        var records = api.MapGroup("/zones/{zone}/dns_records");
        records.MapGet("", List);
        records.MapPost("", CreateAsync);
        records.MapGet("{id}", Read);
        records.MapPut("{id}", OverwriteAsync);
        records.MapPatch("{id}", EditAsync);
        records.MapDelete("{id}", Delete);
    }

    static CloudflareAnswer List(string zone, CloudflareCall call) =>
        Paging.Page(call.Shown(RecordFilter.Apply(call.Read(zone).Records, call.Query)), call.Query, 100, 1, LargestPage, RecordJson.Of);

    static CloudflareAnswer Read(string zone, string id, CloudflareCall call)
    {
        var state = call.Read(zone);
        return Answer(state.Find(Routed(id, call)) ?? throw CloudflareRefusal.NoRecord());
    }

    static async Task<CloudflareAnswer> CreateAsync(string zone, CloudflareCall call)
    {
        var draft = RecordDraft.From(RecordBody.Parse(await call.BodyAsync()));
        return Answer(call.Change(zone, state => RecordChanges.Create(state, draft, call.Now)));
    }

    static async Task<CloudflareAnswer> OverwriteAsync(string zone, string id, CloudflareCall call)
    {
        var body = RecordBody.Parse(await call.BodyAsync());
        return Answer(call.Change(zone, state => RecordChanges.Overwrite(state, Routed(id, call), body, call.Now)));
    }

    static async Task<CloudflareAnswer> EditAsync(string zone, string id, CloudflareCall call)
    {
        var body = RecordBody.Parse(await call.BodyAsync());
        return Answer(call.Change(zone, state => RecordChanges.Edit(state, Routed(id, call), body, call.Now)));
    }

    static CloudflareAnswer Delete(string zone, string id, CloudflareCall call)
    {
        call.Change(zone, state => RecordChanges.Delete(state, Routed(id, call)));
        return CloudflareAnswer.Of(new JsonObject { ["id"] = id });
    }

    static CloudflareAnswer Answer(DnsRecord record) => CloudflareAnswer.Of(RecordJson.Of(record));

    static string Routed(string id, CloudflareCall call) => Ids.IsWellFormed(id) ? id : throw CloudflareRefusal.NoRoute(call.Path);
}
