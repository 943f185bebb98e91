using System.Text.RegularExpressions;

namespace HomeLab.Lab.Yaml;

/// <summary>Finds where <c>spec.records[2].ttl</c> stands.</summary>
static partial class NodePath
{
    /// <summary>The place of the key or the item, or of the nearest thing around it that exists.</summary>
    public static Mark Locate(Node root, string path)
    {
        var (node, at) = (root, root.At);
        foreach (Match step in Steps().Matches(path))
        {
            if (node is MapNode map && map.Find(step.Groups["key"].Value) is { } entry)
                (node, at) = (entry.Value, entry.KeyAt);
            else if (node is ListNode list && int.TryParse(step.Groups["index"].Value, out var index) && index < list.Items.Count)
                (node, at) = (list.Items[index], list.Items[index].At);
            else
                break;
        }
        return at;
    }

    [GeneratedRegex(@"(?<key>[^.\[\]]+)(?![^\[]*\])|\[(?<index>\d+)\]")]
    private static partial Regex Steps();
}
