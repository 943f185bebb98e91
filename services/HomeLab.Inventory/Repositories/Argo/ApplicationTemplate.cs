using System.Text.RegularExpressions;
using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Argo;

/// <summary>Fills the plain placeholders of both template languages of an <c>ApplicationSet</c>: names, and steps of the path.</summary>
static partial class ApplicationTemplate
{
    public static Node Fill(Node node, IReadOnlyDictionary<string, string> parameters) => node switch
    {
        MapNode map => map with { Entries = [.. map.Entries.Select(it => it with { Key = Fill(it.Key, parameters), Value = Fill(it.Value, parameters) })] },
        ListNode list => list with { Items = [.. list.Items.Select(it => Fill(it, parameters))] },
        TextNode text when text.Text.Contains("{{", StringComparison.Ordinal) => text with { Text = Fill(text.Text, parameters) },
        _ => node,
    };

    public static string Fill(string text, IReadOnlyDictionary<string, string> parameters) => Placeholder().Replace(text, match =>
    {
        var name = match.Groups["segment"].Success ? $"path[{match.Groups["segment"].Value}]" : match.Groups["name"].Value;
        // In a Go template `.path` is a mapping, and `.path.path` the path.
        var isGo = match.Groups["dot"].Success;
        return isGo && name == "path" || !parameters.TryGetValue(name, out var value) ? match.Value : value;
    });

    /// <summary>What is left open of the name or the source.</summary>
    public static TextNode? HoleIn(MapNode template)
    {
        return First(template.Map("metadata")?.Find("name")) ?? First(template.Down("spec", "source")) ?? First(template.Down("spec", "sources"));

        static TextNode? First(Node? node) => node switch
        {
            MapNode map => map.Entries.Select(it => First(it.Value)).FirstOrDefault(it => it is not null),
            ListNode list => list.Items.Select(First).FirstOrDefault(it => it is not null),
            TextNode text when text.Text.Contains("{{", StringComparison.Ordinal) => text,
            _ => null,
        };
    }

    [GeneratedRegex(@"\{\{-?\s*(?:index\s+\.path\.segments\s+(?<segment>\d+)|(?<dot>\.)?(?<name>[A-Za-z_][\w.-]*(?:\[\d+\])?))\s*-?\}\}")]
    private static partial Regex Placeholder();
}
