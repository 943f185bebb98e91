using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Komodo;

/// <summary>What was known of a Core before a look.</summary>
sealed class KnownCore(IReadOnlyList<KeptResource> resources)
{
    readonly Dictionary<string, KeptResource> byUid = resources.Where(it => it.Uid.Length > 0 && !KomodoResources.IsCore(it.Address))
        .GroupBy(it => it.Uid).ToDictionary(it => it.Key, it => it.First());

    /// <summary>Servers, stacks and resource syncs.</summary>
    public IReadOnlyCollection<KeptResource> Resources => byUid.Values;

    /// <summary>When the latest update began that was ever seen.</summary>
    public DateTimeOffset? LatestUpdate => resources.FirstOrDefault(it => KomodoResources.IsCore(it.Address)) is { } core
        && Facts(core)[KomodoResources.LatestUpdate] is JsonValue value && value.TryGetValue<string>(out var text)
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)
            : null;

    public string? AddressOf(string uid) => byUid.GetValueOrDefault(uid)?.Address;

    /// <summary>As <see cref="KomodoResources"/> wrote them.</summary>
    public IReadOnlyList<ServerContainer> ContainersOf(string uid) => byUid.TryGetValue(uid, out var server)
        ? [.. (Facts(server)["containers"] as JsonArray ?? []).Select(it => ServerContainer.Of(it)).OfType<ServerContainer>()]
        : [];

    static JsonObject Facts(KeptResource resource) => JsonNode.Parse(resource.Facts) as JsonObject ?? [];
}
