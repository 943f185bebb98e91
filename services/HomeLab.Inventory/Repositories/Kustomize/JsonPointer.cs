using System.Globalization;
using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Kustomize;

/// <summary>Changes a value at a place within another, by RFC 6901.</summary>
static class JsonPointer
{
    public static IReadOnlyList<string> Parse(string pointer) => pointer.Length == 0
        ? []
        : [.. pointer.TrimStart('/').Split('/').Select(it => it.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    /// <summary>Null where it is not there.</summary>
    public static Node? Find(Node node, IEnumerable<string> path)
    {
        Node? at = node;
        foreach (var step in path)
        {
            at = at switch
            {
                MapNode map => map.Find(step),
                ListNode list when Index(step, list.Items.Count - 1) is { } index => list.Items[index],
                _ => null,
            };
        }
        return at;
    }

    /// <summary>With what <paramref name="change"/> makes of the container that holds the last step.</summary>
    /// <exception cref="PatchFailedException">A step is not there.</exception>
    public static Node Change(Node node, IReadOnlyList<string> path, Func<Node, string, Node> change)
    {
        if (path.Count == 1)
            return change(node, path[0]);
        var rest = path.Skip(1).ToList();
        return node switch
        {
            MapNode map when map.Find(path[0]) is { } value => map.With(path[0], Change(value, rest, change)),
            ListNode list when Index(path[0], list.Items.Count - 1) is { } index => list with
            {
                Items = [.. list.Items.Select((it, i) => i == index ? Change(it, rest, change) : it)],
            },
            _ => throw new PatchFailedException($"there is no `{path[0]}`"),
        };
    }

    public static int? Index(string step, int last) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= last ? index : null;
}
