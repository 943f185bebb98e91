using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Variables;

namespace HomeLab.Inventory.Repositories.Compose;

/// <summary>Reads <c>[source:]target[:options]</c>.</summary>
static class VolumeSyntax
{
    public static IEnumerable<Node> Read(Node node, Func<string, string> rebase) => node switch
    {
        MapNode map when map.Text("type") == "bind" && map.Find("source") is TextNode source => [map.With("source", source with { Text = rebase(source.Text) })],
        TextNode text => [Parse(text, rebase)],
        _ => [node],
    };

    static Node Parse(TextNode text, Func<string, string> rebase)
    {
        var at = text.At;
        var parts = Split(Placeholders.Masked(text.Text)).ConvertAll(Placeholders.Unmasked);
        if (parts.Count is 0 or > 3)
            return text;
        var entries = new List<MapEntry>();
        if (parts.Count == 1)
        {
            entries.AddRange([Entry("type", "volume"), Entry("target", parts[0])]);
            return new MapNode(at, entries);
        }
        var (source, target, options) = (parts[0], parts[1], parts.Count > 2 ? parts[2].Split(',') : []);
        // Behind a variable that is not known may be a path or the name of a volume.
        string? type = source.Length == 0 || source[0] is '$' or '[' || Placeholders.Begins(source) ? null : source[0] is '.' or '/' or '~' ? "bind" : "volume";
        if (type is not null)
            entries.Add(Entry("type", type));
        entries.AddRange([Entry("source", type == "bind" ? rebase(source) : source), Entry("target", target)]);
        if (options.Contains("ro"))
            entries.Add(new MapEntry("read_only", at, new TextNode(at, "true", true)));
        return new MapNode(at, entries);

        MapEntry Entry(string key, string value) => new(key, at, new TextNode(at, value, false));
    }

    /// <summary>At colons outside of <c>${…}</c>.</summary>
    static List<string> Split(string text)
    {
        var parts = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
            if (text[i] != ':' || depth > 0)
                continue;
            parts.Add(text[start..i]);
            start = i + 1;
        }
        parts.Add(text[start..]);
        return parts;
    }
}
