using System.Globalization;
using System.Text.RegularExpressions;
using HomeLab.Inventory.Repositories.Manifests;
using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Kustomize;

/// <summary>Copies a field of one object into fields of others.</summary>
sealed partial class Replacements(Declarations declarations)
{
    public void Apply(ResourceSet set, MapNode replacement)
    {
        if (replacement.Map("source") is not { } source)
            return;
        var found = set.Manifests.Where(new PatchTarget(Anchored(source)).Matches).ToList();
        if (found is not [var from])
        {
            declarations.Problem(replacement.At, "replacements", "PatchFailed", $"{found.Count} objects are the source of a replacement; it needs one");
            return;
        }
        if (Find(from.Root, Steps(source.Text("fieldPath") ?? "metadata.name")) is not { } value)
        {
            declarations.Problem(source.At, "replacements", "PatchFailed", $"{from.Kind} {from.Name} has no {source.Text("fieldPath")}");
            return;
        }
        if (Part(value, source.Map("options")) is not { } part)
            return;
        foreach (var target in replacement.Maps("targets"))
        {
            var select = new PatchTarget(Anchored(target.Map("select") ?? MapNode.Empty(target.At)));
            var rejects = target.Maps("reject").Select(it => new PatchTarget(Anchored(it))).ToList();
            var paths = target.Texts("fieldPaths").Select(it => it.Text).DefaultIfEmpty("metadata.name").ToList();
            set.Change(it => select.Matches(it) && !rejects.Exists(reject => reject.Matches(it)), manifest => manifest with
            {
                Root = paths.Aggregate(manifest.Root, (root, path) => (MapNode)Put(root, Steps(path), 0, part, target.Map("options"))),
                Formerly = [.. manifest.Formerly, manifest.Name],
            });
        }
    }

    /// <summary>Here names are names, not patterns.</summary>
    static MapNode Anchored(MapNode selector) => selector with
    {
        Entries = [.. selector.Entries.Where(it => it.Key is "group" or "version" or "kind" or "name" or "namespace")
            .Select(it => it.Value is TextNode text ? it with { Value = text with { Text = Regex.Escape(text.Text) } } : it)],
    };

    static Node? Part(Node value, MapNode? options)
    {
        if (options?.Text("delimiter") is not { Length: > 0 } delimiter || value is not TextNode text)
            return value;
        var index = int.TryParse(options.Text("index"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0;
        var parts = text.Text.Split(delimiter);
        return index < parts.Length ? text with { Text = parts[index], IsPlain = false } : null;
    }

    static Node? Find(Node node, IReadOnlyList<string> steps)
    {
        Node? at = node;
        foreach (var step in steps)
            at = at is ListNode list ? list.Items.Where((it, index) => Selects(step, it, index)).FirstOrDefault() : (at as MapNode)?.Find(step);
        return at;
    }

    static Node Put(Node node, IReadOnlyList<string> steps, int at, Node value, MapNode? options)
    {
        if (at == steps.Count)
            return Joined(node, value, options);
        var step = steps[at];
        switch (node)
        {
            case ListNode list:
                return list with { Items = [.. list.Items.Select((it, index) => Selects(step, it, index) ? Put(it, steps, at + 1, value, options) : it)] };
            case MapNode map when map.Find(step) is { } there:
                return map.With(step, Put(there, steps, at + 1, value, options));
            case MapNode map when options?.Boolean("create") == true:
                return map.With(step, Put(at + 1 == steps.Count ? value : MapNode.Empty(map.At), steps, at + 1, value, options));
            default:
                return node;
        }
    }

    static Node Joined(Node there, Node value, MapNode? options)
    {
        if (options?.Text("delimiter") is not { Length: > 0 } delimiter || there is not TextNode text || value is not TextNode part)
            return value;
        var parts = text.Text.Split(delimiter).ToList();
        var index = int.TryParse(options.Text("index"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at) ? at : 0;
        if (index < 0)
            parts.Insert(0, part.Text);
        else if (index >= parts.Count)
            parts.Add(part.Text);
        else
            parts[index] = part.Text;
        return text with { Text = string.Join(delimiter, parts), IsPlain = false };
    }

    static bool Selects(string step, Node item, int index) => step switch
    {
        "*" => true,
        _ when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) => index == wanted,
        _ when Selector().Match(step) is { Success: true } match => item is MapNode map && map.Text(match.Groups[1].Value) == match.Groups[2].Value,
        _ => false,
    };

    /// <summary>At dots, but those in brackets and those behind a backslash.</summary>
    static List<string> Steps(string path) =>
        [.. Step().Matches(path).Select(it => it.Groups[1].Success && it.Groups[1].Value.Contains('=', StringComparison.Ordinal)
            ? $"[{it.Groups[1].Value}]"
            : (it.Groups[1].Success ? it.Groups[1].Value : it.Value).Replace("\\.", ".", StringComparison.Ordinal))];

    [GeneratedRegex(@"\[([^\]]*)\]|(?:\\.|[^.\[\\])+")]
    private static partial Regex Step();

    [GeneratedRegex(@"^\[([^=]+)=(.*)\]$")]
    private static partial Regex Selector();
}
