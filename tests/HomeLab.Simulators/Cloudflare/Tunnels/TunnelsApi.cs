using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.RequestLog;

namespace HomeLab.Simulators.Cloudflare.Tunnels;

static class TunnelsApi
{
    public static void MapTunnels(this IEndpointRouteBuilder api)
    {
        var tunnels = api.MapGroup("/accounts/{account}/cfd_tunnel").AddEndpointFilter((context, next) =>
        {
            // An account that is not theirs is told like a permission that they have not.
            var (account, call) = ((string)context.HttpContext.GetRouteValue("account")!, context.HttpContext.Features.Get<CloudflareCall>()!);
            return call.Identity(account) == call.Options.AccountId && call.MayTunnel ? next(context) : throw CloudflareRefusal.NotAuthorised();
        });
        tunnels.MapGet("", List);
        tunnels.MapPost("", CreateAsync);
        tunnels.MapGet("{id}", (string id, CloudflareCall call, TunnelStore store) => Answer(Find(Read(call, store), id), call));
        tunnels.MapPatch("{id}", RenameAsync);
        tunnels.MapDelete("{id}", Delete);
        tunnels.MapGet("{id}/connections", (string id, CloudflareCall call, TunnelStore store) =>
            CloudflareAnswer.Of(TunnelJson.Connections(Find(Read(call, store), id))));
        tunnels.MapGet("{id}/token", Token);
        tunnels.MapGet("{id}/configurations", (string id, CloudflareCall call, TunnelStore store) =>
            CloudflareAnswer.Of(TunnelJson.Configuration(Find(Read(call, store), id), call)));
        tunnels.MapPut("{id}/configurations", ConfigureAsync);
    }

    static CloudflareAnswer List(CloudflareCall call, TunnelStore store)
    {
        string Asked(string name) => call.Query[name].ToString();
        var found = Read(call, store).Where(it =>
            (Asked("name").Length == 0 || it.Name == Asked("name"))
            && (Asked("uuid").Length == 0 || it.Id.ToString() == Asked("uuid"))
            && (Asked("status").Length == 0 || it.Status == Asked("status"))
            && (Asked("include_prefix").Length == 0 || it.Name.StartsWith(Asked("include_prefix"), StringComparison.Ordinal))
            && (Asked("exclude_prefix").Length == 0 || !it.Name.StartsWith(Asked("exclude_prefix"), StringComparison.Ordinal))
            && (Asked("is_deleted").Length == 0 || (it.DeletedOn is not null).ToString().Equals(Asked("is_deleted"), StringComparison.OrdinalIgnoreCase)));
        return Paging.Page(call.Shown([.. found]), call.Query, 20, 1, 1000, it => TunnelJson.Of(it, call));
    }

    static async Task<CloudflareAnswer> CreateAsync(CloudflareCall call, TunnelStore store)
    {
        var body = await call.BodyAsync();
        var name = Text(body, "name");
        if (name.Length == 0)
            throw CloudflareRefusal.InvalidBody("name is required");
        var tunnel = new Tunnel(Guid.NewGuid(), name, "inactive", Text(body, "config_src") != "cloudflare", 0, null, call.Now, null);
        return Answer(Change(call, store, "create", all => (Free(all, name).Add(tunnel), tunnel)), call);
    }

    static async Task<CloudflareAnswer> RenameAsync(string id, CloudflareCall call, TunnelStore store)
    {
        var name = Text(await call.BodyAsync(), "name");
        return Answer(Change(call, store, "update", all =>
        {
            var before = Find(all, id);
            var after = name.Length == 0 || name == before.Name ? before : before with { Name = name };
            return (before.Name == after.Name ? all : Free(all, name).Replace(before, after), after);
        }), call);
    }

    static CloudflareAnswer Delete(string id, CloudflareCall call, TunnelStore store) => Answer(Change(call, store, "delete", all =>
    {
        var before = Find(all, id);
        if (before.HasConnections)
            throw TunnelRefusals.Connected();
        var after = before with { DeletedOn = call.Now };
        return (all.Replace(before, after), after);
    }), call);

    static async Task<CloudflareAnswer> ConfigureAsync(string id, CloudflareCall call, TunnelStore store)
    {
        var body = await call.BodyAsync();
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("config", out var config) || config.ValueKind != JsonValueKind.Object)
            throw CloudflareRefusal.InvalidBody("config is required");
        TunnelRefusals.ThrowIfWrong(config);
        return CloudflareAnswer.Of(TunnelJson.Configuration(Change(call, store, "update", all =>
        {
            var before = Find(all, id);
            var after = before with { Config = (JsonObject)JsonNode.Parse(config.GetRawText())!, Version = before.Version + 1 };
            return (all.Replace(before, after), after);
        }), call));
    }

    static CloudflareAnswer Token(string id, CloudflareCall call, TunnelStore store)
    {
        var token = new JsonObject { ["a"] = call.Options.AccountId, ["t"] = Find(store.All, id).Id.ToString(), ["s"] = "c2ltdWxhdGVkLXNlY3JldA==" };
        return CloudflareAnswer.Of(JsonValue.Create(Convert.ToBase64String(Encoding.UTF8.GetBytes(token.ToJsonString()))));
    }

    static Tunnel Change(
        CloudflareCall call, TunnelStore store, string action, Func<ImmutableList<Tunnel>, (ImmutableList<Tunnel> Tunnels, Tunnel Result)> change)
    {
        call.DemandEdit();
        var tunnel = store.Change(change);
        call.Applied(new RequestEffect(action, tunnel.Id.ToString(), $"tunnel {tunnel.Name}", null));
        return tunnel;
    }

    static ImmutableList<Tunnel> Read(CloudflareCall call, TunnelStore store) => call.ReadsAsOf is { } at ? store.AsOf(at) : store.All;

    static ImmutableList<Tunnel> Free(ImmutableList<Tunnel> all, string name) =>
        all.Exists(it => it.Name == name && it.DeletedOn is null) ? throw TunnelRefusals.NameTaken() : all;

    static Tunnel Find(ImmutableList<Tunnel> all, string id) => all.Find(it => it.Id.ToString() == id) ?? throw TunnelRefusals.NotFound();

    static string Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    static CloudflareAnswer Answer(Tunnel tunnel, CloudflareCall call) => CloudflareAnswer.Of(TunnelJson.Of(tunnel, call));
}
