using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Helm;

/// <summary>Merges values as Helm does: mappings into each other, anything else replaced, <c>null</c> taking out.</summary>
static class HelmValues
{
    public static MapNode Merge(IReadOnlyList<MapNode> values) => values.Skip(1).Aggregate(values[0], Merge);

    static MapNode Merge(MapNode under, MapNode over) => over.Entries.Aggregate(under, (map, entry) =>
        entry.Value is TextNode { IsNothing: true } ? map.Without(entry.Key)
        : entry.Value is MapNode more && map.Find(entry.Key) is MapNode there ? map.With(entry.Key, Merge(there, more))
        : map.With(entry.Key, entry.Value));
}
