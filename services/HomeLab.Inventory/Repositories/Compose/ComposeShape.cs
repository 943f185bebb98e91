using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Repositories.Compose;

/// <summary>Brings a Compose file into the long form of everything that has a short one.</summary>
/// <remarks>https://github.com/compose-spec/compose-spec/blob/main/05-services.md</remarks>
static class ComposeShape
{
    /// <param name="directory">To which relative paths belong; they become relative to the repository, with <c>./</c>. Null: they stay.</param>
    public static MapNode Of(MapNode file, string? directory)
    {
        var entries = new List<MapEntry>();
        foreach (var entry in file.Entries.Where(it => !it.Key.StartsWith("x-", StringComparison.Ordinal) && it.Key != "version"))
        {
            var value = (entry.Key, entry.Value) switch
            {
                ("services", MapNode services) => Each(services, it => Service(it, directory)),
                ("networks" or "volumes" or "configs" or "secrets", MapNode section) => Each(section, it => Resource(it, directory)),
                ("include", TextNode text) => new ListNode(text.At, [text]),
                _ => entry.Value,
            };
            entries.Add(entry with { Value = value });
        }
        return file with { Entries = entries };
    }

    static MapNode Each(MapNode section, Func<MapNode, MapNode> shape) => section with
    {
        Entries =
        [
            .. section.Entries.Where(it => !it.Key.StartsWith("x-", StringComparison.Ordinal)).Select(it => it with
            {
                Value = it.Value switch
                {
                    MapNode map => shape(map),
                    TextNode { IsNothing: true, Tag: null } nothing => MapNode.Empty(nothing.At),
                    var other => other,
                },
            }),
        ],
    };

    static MapNode Resource(MapNode resource, string? directory)
    {
        var shaped = Pairs(resource, "labels");
        if (shaped.Text("file") is { } file)
            shaped = shaped.With("file", new TextNode(shaped.Find("file")!.At, Rebase(file, directory), false));
        // `external: {name: x}` is the old way to name it.
        if (shaped.Map("external") is { } old)
        {
            shaped = shaped.With("external", new TextNode(old.At, "true", true));
            if (old.Find("name") is { } name)
                shaped = shaped.With("name", name);
        }
        return shaped;
    }

    static MapNode Service(MapNode service, string? directory)
    {
        var shaped = service;
        foreach (var key in (ReadOnlySpan<string>)["environment", "labels", "annotations", "sysctls"])
            shaped = Pairs(shaped, key);
        foreach (var key in (ReadOnlySpan<string>)["dns", "dns_search", "dns_opt", "tmpfs", "label_file", "profiles"])
            shaped = Change(shaped, key, node => node is TextNode { IsNothing: false } text ? new ListNode(text.At, [text]) : node);
        shaped = Change(shaped, "extends", node => node is TextNode text ? One("service", text) : node);
        shaped = Change(shaped, "build", node => Build(node is TextNode text ? One("context", text) : node, directory));
        shaped = Change(shaped, "networks", node => Keys(node, name => new TextNode(name.At, "", true)));
        shaped = Change(shaped, "depends_on", DependsOn);
        shaped = Change(shaped, "env_file", node => EnvironmentFiles(node, directory));
        shaped = Change(shaped, "ports", node => Items(node, PortSyntax.Read));
        shaped = Change(shaped, "volumes", node => Items(node, it => VolumeSyntax.Read(it, source => Rebase(source, directory))));
        shaped = Change(shaped, "devices", node => Items(node, Device));
        shaped = Change(shaped, "secrets", node => Items(node, it => it is TextNode text ? [One("source", text)] : [it]));
        shaped = Change(shaped, "configs", node => Items(node, it => it is TextNode text ? [One("source", text)] : [it]));
        shaped = Change(shaped, "extra_hosts", Hosts);
        foreach (var key in (ReadOnlySpan<string>)["post_start", "pre_stop"])
            shaped = Change(shaped, key, node => Items(node, it => it is MapNode hook ? [Pairs(hook, "environment")] : [it]));
        return Change(shaped, "deploy", node => node is MapNode deploy ? Pairs(deploy, "labels") : node);
    }

    static Node Build(Node build, string? directory)
    {
        if (build is not MapNode map)
            return build;
        foreach (var key in (ReadOnlySpan<string>)["args", "labels", "additional_contexts"])
            map = Pairs(map, key);
        map = Change(map, "extra_hosts", Hosts);
        return Change(map, "context", node => node is TextNode text && IsLocal(text.Text) ? text with { Text = Rebase(text.Text, directory) } : node);
    }

    static bool IsLocal(string context) =>
        !context.Contains("://", StringComparison.Ordinal) && !context.StartsWith("git@", StringComparison.Ordinal)
        && !context.StartsWith("github.com/", StringComparison.Ordinal);

    static Node DependsOn(Node node)
    {
        var map = Keys(node, name => new MapNode(name.At, [new MapEntry("condition", name.At, new TextNode(name.At, "service_started", false))]));
        return map is not MapNode services ? map : services with
        {
            Entries = [.. services.Entries.Select(it => it.Value is MapNode how && !how.Has("required")
                ? it with { Value = how with { Entries = [.. how.Entries, new MapEntry("required", how.At, new TextNode(how.At, "true", true))] } }
                : it)],
        };
    }

    static ListNode EnvironmentFiles(Node node, string? directory)
    {
        var items = node is ListNode list ? list.Items : [node];
        var files = items.Select(it => it is TextNode text ? One("path", text) : it).Select(it => it is not MapNode file ? it
            : Change(file, "path", path => path is TextNode text ? text with { Text = Rebase(text.Text, directory) } : path));
        return new ListNode(node.At, [.. files]) { Tag = node.Tag };
    }

    static IEnumerable<Node> Device(Node node)
    {
        if (node is not TextNode text || text.Text.Split(':') is not { Length: >= 1 and <= 3 } parts || text.Text.Contains("${", StringComparison.Ordinal))
            return [node];
        var map = One("source", text with { Text = parts[0] }).With("target", text with { Text = parts.Length > 1 ? parts[1] : parts[0] });
        return [map.With("permissions", text with { Text = parts.Length > 2 ? parts[2] : "rwm" })];
    }

    /// <summary><c>name:address</c>, <c>name=address</c> or a mapping become <c>name=address</c>.</summary>
    static Node Hosts(Node node) => node switch
    {
        MapNode map => new ListNode(map.At, [.. map.Entries.SelectMany(it => (it.Value is ListNode all ? all.Texts : it.Value is TextNode one ? [one] : [])
            .Select(address => new TextNode(it.At, $"{it.Key}={address.Text}", false)))]) { Tag = map.Tag },
        ListNode list => list with
        {
            Items = [.. list.Items.Select(it => it is TextNode text && !text.Text.Contains('=', StringComparison.Ordinal) && text.Text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
                ? text with { Text = $"{text.Text[..colon]}={text.Text[(colon + 1)..]}" }
                : it)],
        },
        _ => node,
    };

    static MapNode Pairs(MapNode map, string key) => Change(map, key, node => node is not ListNode list ? node : new MapNode(
        list.At,
        [
            .. list.Texts.Select(text => text.Text.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at
                    ? new MapEntry(text.Text[..at], text.At, new TextNode(text.At, text.Text[(at + 1)..], false))
                    : new MapEntry(text.Text, text.At, new TextNode(text.At, "", key != "labels")))
                .GroupBy(it => it.Key, StringComparer.Ordinal).Select(it => it.Last()),
        ]) { Tag = list.Tag });

    static Node Keys(Node node, Func<TextNode, Node> value) => node is ListNode list
        ? new MapNode(list.At, [.. list.Texts.DistinctBy(it => it.Text).Select(it => new MapEntry(it.Text, it.At, value(it)))]) { Tag = list.Tag }
        : node;

    static Node Items(Node node, Func<Node, IEnumerable<Node>> read) => node is ListNode list ? list with { Items = [.. list.Items.SelectMany(read)] } : node;

    static MapNode One(string key, TextNode text) => new(text.At, [new MapEntry(key, text.At, text)]);

    static MapNode Change(MapNode map, string key, Func<Node, Node> change) => map.Find(key) is { } value ? map.With(key, change(value)) : map;

    /// <summary>As it is written where it names no place in the repository: an absolute path, a home directory, a variable.</summary>
    static string Rebase(string path, string? directory) =>
        directory is null || path.Length == 0 || path[0] is '/' or '~' or '$' or '[' || RepositoryPath.Combine(directory, path) is not { } within
            ? path
            : $"./{within}";
}
