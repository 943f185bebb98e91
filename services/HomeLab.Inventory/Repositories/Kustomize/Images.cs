using HomeLab.Inventory.Repositories.Manifests;
using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Kustomize;

/// <summary>Replaces images by name.</summary>
static class Images
{
    public static void Replace(ResourceSet set, IReadOnlyList<MapNode> images)
    {
        if (images.Count > 0)
            set.Change(_ => true, manifest => manifest with { Root = (MapNode)Walk(manifest.Root, "", images) });
    }

    /// <summary><c>name=new:tag</c>, as Argo CD writes it.</summary>
    public static MapNode? Parse(TextNode text)
    {
        var (name, rest) = text.Text.Split('=', 2) is [var left, var right] ? (left, right) : (null, text.Text);
        var (image, tag, digest) = Split(rest);
        if (image.Length == 0)
            return null;
        var map = new MapNode(text.At, []);
        foreach (var (key, value) in (ReadOnlySpan<(string, string?)>)[("name", name ?? image), ("newName", image), ("newTag", tag), ("digest", digest)])
        {
            if (value is not null)
                map = map.With(key, new TextNode(text.At, value, false));
        }
        return map;
    }

    static Node Walk(Node node, string key, IReadOnlyList<MapNode> images) => node switch
    {
        ListNode list when key is "containers" or "initContainers" => list with { Items = [.. list.Items.Select(it => it is MapNode container ? Of(container, images) : it)] },
        ListNode list => list with { Items = [.. list.Items.Select(it => Walk(it, key, images))] },
        MapNode map => map with { Entries = [.. map.Entries.Select(it => it with { Value = Walk(it.Value, it.Key, images) })] },
        _ => node,
    };

    static MapNode Of(MapNode container, IReadOnlyList<MapNode> images)
    {
        if (container.Find("image") is not TextNode { IsNothing: false } text)
            return container;
        var image = text.Text;
        foreach (var change in images)
        {
            var (name, tag, digest) = Split(image);
            if (change.Text("name") != name)
                continue;
            (tag, digest) = change.Text("digest") is { } newDigest ? (change.Text("newTag"), newDigest)
                : change.Text("newTag") is { } newTag ? (newTag, null)
                : (tag, digest);
            image = $"{change.Text("newName") ?? name}{(tag is null ? "" : $":{tag}")}{(digest is null ? "" : $"@{digest}")}";
        }
        return image == text.Text ? container : container.With("image", text with { Text = image, IsPlain = false });
    }

    static (string Name, string? Tag, string? Digest) Split(string image)
    {
        var (rest, digest) = image.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at ? (image[..at], image[(at + 1)..]) : (image, null);
        // A colon before the last slash belongs to the registry's port.
        var colon = rest.LastIndexOf(':');
        return colon > rest.LastIndexOf('/') ? (rest[..colon], rest[(colon + 1)..], digest) : (rest, null, digest);
    }
}
