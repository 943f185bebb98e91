using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Kustomize;

/// <summary>Changes the values at a path such as <c>spec/template/metadata/labels</c>; lists on the way are gone through.</summary>
static class FieldPath
{
    /// <param name="create">Makes what is missing on the way, of mappings.</param>
    public static MapNode Change(MapNode root, string path, bool create, Func<Node?, Place, Node?> change) =>
        (MapNode)Change(root, path.Split('/'), 0, create, change)!;

    static Node? Change(Node? node, string[] path, int step, bool create, Func<Node?, Place, Node?> change)
    {
        if (node is ListNode list)
            return list with { Items = [.. list.Items.Select(it => Change(it, path, step, create, change) ?? it)] };
        if (node is not MapNode map)
            return node;
        var there = map.Find(path[step]);
        if (there is null or TextNode { IsNothing: true } && !create)
            return map;
        var changed = step == path.Length - 1
            ? change(there, map.At)
            : Change(there is null or TextNode { IsNothing: true } ? MapNode.Empty(map.At) : there, path, step + 1, create, change);
        return changed is null ? map.Without(path[step]) : ReferenceEquals(changed, there) ? map : map.With(path[step], changed);
    }
}
