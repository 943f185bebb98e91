using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.RequestLog;

namespace HomeLab.Simulators.Cloudflare.Lists;

/// <summary>Lists of addresses (https://developers.cloudflare.com/waf/tools/lists/lists-api), as far as their items go.</summary>
static class ListsApi
{
    public static void MapLists(this IEndpointRouteBuilder api)
    {
        var lists = api.MapGroup("/accounts/{account}/rules/lists").AddEndpointFilter((context, next) =>
        {
            var (account, call) = ((string)context.HttpContext.GetRouteValue("account")!, context.HttpContext.Features.Get<CloudflareCall>()!);
            return call.Identity(account) == call.Options.AccountId ? next(context) : throw CloudflareRefusal.NotAuthorised();
        });
        lists.MapGet("", (ListStore store) => CloudflareAnswer.Of(new JsonArray([.. store.Names.Select(it => Of(it, store))])));
        lists.MapGet("{id}/items", Items);
        lists.MapPost("{id}/items", AddAsync);
        lists.MapDelete("{id}/items", RemoveAsync);
        lists.MapGet("bulk_operations/{operation}", (string operation, ListStore store) => store.Ask(operation) is var (status, error)
            ? CloudflareAnswer.Of(new JsonObject { ["id"] = operation, ["status"] = status, ["error"] = error })
            : throw NotFound());
    }

    static JsonObject Of(string name, ListStore store) => new()
    {
        ["id"] = IdOf(name), ["name"] = name, ["description"] = "", ["kind"] = "ip", ["num_items"] = store.Items(name).Count, ["num_referencing_filters"] = 0,
    };

    static CloudflareAnswer Items(string id, CloudflareCall call, ListStore store)
    {
        var size = int.TryParse(call.Query["per_page"], out var asked) ? Math.Clamp(asked, 1, 500) : 25;
        var from = int.TryParse(call.Query["cursor"], out var cursor) ? cursor : 0;
        var items = call.Shown(store.Items(Find(id, store)));
        var page = items.Skip(from).Take(size).ToList();
        var info = new JsonObject();
        if (from + page.Count < items.Count)
            info["cursors"] = new JsonObject { ["after"] = $"{from + page.Count}" };
        return CloudflareAnswer.Of(new JsonArray([.. page.Select(it => new JsonObject { ["id"] = it.Id, ["ip"] = it.Ip, ["comment"] = it.Comment })]), info);
    }

    static async Task<CloudflareAnswer> AddAsync(string id, CloudflareCall call, ListStore store)
    {
        call.DemandEdit();
        var list = Find(id, store);
        var items = (await call.BodyAsync()).EnumerateArray()
            .Select(it => (Ip: it.GetProperty("ip").GetString()!, Comment: it.TryGetProperty("comment", out var comment) ? comment.GetString()! : "")).ToList();
        return Begin(call, store, () => items.ForEach(it => store.Upsert(list, it.Ip, it.Comment, call.Now)), items.Select(it => new RequestEffect("create", it.Ip, $"{list} {it.Ip}", it.Comment)));
    }

    static async Task<CloudflareAnswer> RemoveAsync(string id, CloudflareCall call, ListStore store)
    {
        call.DemandEdit();
        var list = Find(id, store);
        var ids = (await call.BodyAsync()).GetProperty("items").EnumerateArray().Select(it => it.GetProperty("id").GetString()!).ToList();
        return Begin(call, store, () => ids.ForEach(it => store.Remove(list, it)), ids.Select(it => new RequestEffect("delete", it, list, null)));
    }

    static CloudflareAnswer Begin(CloudflareCall call, ListStore store, Action change, IEnumerable<RequestEffect> effects)
    {
        var operation = store.Begin(() =>
        {
            change();
            return null;
        });
        foreach (var effect in effects)
            call.Applied(effect);
        return CloudflareAnswer.Of(new JsonObject { ["operation_id"] = operation });
    }

    static string Find(string id, ListStore store) => store.Names.FirstOrDefault(it => IdOf(it) == id) ?? throw NotFound();

    static string IdOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"list {name}")).AsSpan(0, 16));

    static CloudflareRefusal NotFound() => new(StatusCodes.Status404NotFound, 10001, "could not find list");
}
