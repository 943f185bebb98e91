using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Compose;

/// <summary>Merges Compose models that are in their long form.</summary>
/// <remarks>
/// https://github.com/compose-spec/compose-spec/blob/main/13-merge.md: mappings are merged, lists appended, other values replaced. Commands are
/// replaced whole; ports, mounts and the like are unique by what they are for; <c>!reset</c> removes and <c>!override</c> replaces.
/// </remarks>
static class ComposeMerge
{
    static readonly HashSet<string> Replaced = ["services.*.command", "services.*.entrypoint", "services.*.healthcheck.test"];

    public static Node Merge(Node under, Node over, string path)
    {
        if (over.Tag is "!reset" or "!override" || Replaced.Contains(path))
            return over;
        return (under, over) switch
        {
            (_, TextNode { IsNothing: true }) => under,
            (TextNode { IsNothing: true }, _) => over,
            (MapNode a, MapNode b) when path == "services.*.logging" && a.Text("driver") is { } driver && b.Text("driver") is { } other && driver != other => b,
            (MapNode a, MapNode b) => MergeMaps(a, b, path),
            (ListNode a, ListNode b) => MergeLists(a, b, path),
            _ => over,
        };
    }

    /// <summary>Takes out what a tag says to be taken out.</summary>
    public static Node? WithoutTags(Node node) => node switch
    {
        { Tag: "!reset" } => null,
        MapNode map => map with
        {
            Tag = null,
            Entries = [.. map.Entries.Select(it => (Entry: it, Value: WithoutTags(it.Value))).Where(it => it.Value is not null).Select(it => it.Entry with { Value = it.Value! })],
        },
        ListNode list => list with { Tag = null, Items = [.. list.Items.Select(WithoutTags).OfType<Node>()] },
        _ => node with { Tag = null },
    };

    static MapNode MergeMaps(MapNode under, MapNode over, string path)
    {
        var entries = under.Entries.ToList();
        var index = entries.Select((it, i) => (it.Key, i)).ToDictionary(it => it.Key, it => it.i, StringComparer.Ordinal);
        foreach (var entry in over.Entries)
        {
            if (index.TryGetValue(entry.Key, out var i))
                entries[i] = entries[i] with { Value = Merge(entries[i].Value, entry.Value, Below(path, entry.Key)) };
            else
                entries.Add(entry);
        }
        return under with { Entries = entries };
    }

    static ListNode MergeLists(ListNode under, ListNode over, string path)
    {
        var items = under.Items.ToList();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            if (IdentityOf(items[i], path) is { } identity)
                places[identity] = i;
        }
        foreach (var item in over.Items)
        {
            if (IdentityOf(item, path) is not { } identity)
                items.Add(item);
            else if (places.TryGetValue(identity, out var at))
                items[at] = item;
            else
            {
                places[identity] = items.Count;
                items.Add(item);
            }
        }
        return under with { Items = items };
    }

    /// <summary>By which an item replaces another; null: it is one more.</summary>
    static string? IdentityOf(Node item, string path) => (path, item) switch
    {
        ("services.*.ports", MapNode port) => $"{port.Text("host_ip")}|{port.Text("target")}|{port.Text("published")}|{port.Text("protocol")}",
        ("services.*.volumes" or "services.*.devices", MapNode mount) => mount.Text("target"),
        ("services.*.secrets" or "services.*.configs", MapNode mount) => mount.Text("target") ?? mount.Text("source"),
        ("services.*.env_file" or "services.*.develop.watch", MapNode file) => file.Text("path"),
        ("networks.*.ipam.config", MapNode pool) => pool.Text("subnet"),
        ("services.*.command" or "services.*.group_add" or "services.*.security_opt", _) => null,
        (_, TextNode text) => text.Text,
        _ => null,
    };

    static string Below(string path, string key) => path switch
    {
        "" => key,
        "services" or "networks" or "volumes" or "configs" or "secrets" => $"{path}.*",
        _ => $"{path}.{key}",
    };
}
