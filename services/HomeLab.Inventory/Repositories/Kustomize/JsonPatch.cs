using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Kustomize;

/// <summary>Applies a patch of RFC 6902.</summary>
static class JsonPatch
{
    /// <exception cref="PatchFailedException">An operation does not fit; nothing of the patch counts then.</exception>
    /// <remarks>Copies of copies are small in memory and without end when they are written: what comes out is to be counted.</remarks>
    public static MapNode Apply(MapNode node, ListNode patch) =>
        patch.Items.Aggregate((Node)node, (at, operation) => operation is MapNode map ? Apply(at, map) : throw new PatchFailedException("an operation is a mapping"))
            as MapNode ?? throw new PatchFailedException("it leaves no object");

    static Node Apply(Node node, MapNode operation)
    {
        var path = JsonPointer.Parse(operation.Text("path") ?? throw new PatchFailedException("an operation has no `path`"));
        var value = operation.Find("value");
        return operation.Text("op") switch
        {
            "add" => Add(node, path, value ?? throw Without("value")),
            "remove" => Remove(node, path),
            "replace" => Replace(node, path, value ?? throw Without("value")),
            "move" => Add(Remove(node, From(operation)), path, Taken(node, operation)),
            "copy" => Add(node, path, Taken(node, operation)),
            "test" when NodeCost.Of(node, 100_000, 200) > 100_000 => throw new PatchFailedException("it has become too large to compare anything in it"),
            "test" => NodeJson.Of(JsonPointer.Find(node, path) ?? throw new PatchFailedException($"there is no {operation.Text("path")}"))
                == NodeJson.Of(value ?? throw Without("value")) ? node : throw new PatchFailedException($"{operation.Text("path")} is something else"),
            var other => throw new PatchFailedException($"there is no operation `{other}`"),
        };
    }

    static PatchFailedException Without(string field) => new($"an operation has no `{field}`");

    static IReadOnlyList<string> From(MapNode operation) => JsonPointer.Parse(operation.Text("from") ?? throw Without("from"));

    static Node Taken(Node node, MapNode operation) =>
        JsonPointer.Find(node, From(operation)) ?? throw new PatchFailedException($"there is no {operation.Text("from")}");

    static Node Add(Node node, IReadOnlyList<string> path, Node value) => path.Count == 0 ? value : JsonPointer.Change(node, path, (around, step) => around switch
    {
        MapNode map => map.With(step, value),
        ListNode list when step == "-" => list with { Items = [.. list.Items, value] },
        ListNode list when JsonPointer.Index(step, list.Items.Count) is { } index => list with { Items = [.. list.Items.Take(index), value, .. list.Items.Skip(index)] },
        TextNode { IsNothing: true } nothing => MapNode.Empty(nothing.At).With(step, value),
        _ => throw new PatchFailedException($"nothing can be put at `{step}`"),
    });

    static Node Replace(Node node, IReadOnlyList<string> path, Node value) => path.Count == 0 ? value : JsonPointer.Change(node, path, (around, step) => around switch
    {
        MapNode map when map.Has(step) => map.With(step, value),
        ListNode list when JsonPointer.Index(step, list.Items.Count - 1) is { } index => list with { Items = [.. list.Items.Select((it, i) => i == index ? value : it)] },
        _ => throw new PatchFailedException($"there is no `{step}` to replace"),
    });

    static Node Remove(Node node, IReadOnlyList<string> path) => path.Count == 0 ? throw new PatchFailedException("the whole object cannot be taken out") : JsonPointer.Change(node, path, (around, step) => around switch
    {
        MapNode map when map.Has(step) => map.Without(step),
        ListNode list when JsonPointer.Index(step, list.Items.Count - 1) is { } index => list with { Items = [.. list.Items.Where((_, i) => i != index)] },
        _ => throw new PatchFailedException($"there is no `{step}`"),
    });
}
