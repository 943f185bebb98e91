using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Traefik.Api;

/// <summary>Turns what Traefik tells of routers into resources.</summary>
static class TraefikRouters
{
    public const string Kind = "traefik.router";

    static readonly Dictionary<string, string> NoLabels = [];

    /// <returns>Its facts: <c>{"protocol","provider","rule","entryPoints","service"}</c>.</returns>
    public static ObservedResource Of(string source, string protocol, TraefikRouter router) => new(
        $"{source}/{protocol}/{router.Name}", "", Kind, router.Name!, router.Status ?? "", "", NoLabels,
        new JsonObject
        {
            ["protocol"] = protocol,
            ["provider"] = router.Provider,
            ["rule"] = router.Rule ?? "",
            ["entryPoints"] = new JsonArray([.. (router.EntryPoints ?? []).Select(it => JsonValue.Create(it))]),
            ["service"] = router.Service ?? "",
        }.ToJsonString());

    /// <summary>Providers of which something is known and nothing is listed any more.</summary>
    /// <remarks>
    /// A Traefik that was just started, or whose provider does not answer, lists nothing of it and says so to nobody; so do all of its
    /// other providers' routers stay, and only a list that still has some of a provider's proves that another one of them went.
    /// </remarks>
    public static IReadOnlySet<string> SilentProviders(IEnumerable<KeptResource> known, IEnumerable<TraefikRouter> listed)
    {
        var heard = listed.Select(it => it.Provider!).ToHashSet();
        return known.Select(it => ProviderOf(it.Facts)).Where(it => !heard.Contains(it)).ToHashSet();
    }

    public static string ProviderOf(string facts) => JsonNode.Parse(facts)?["provider"]?.ToString() ?? "";
}
