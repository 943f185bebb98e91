using System.Globalization;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Variables;

namespace HomeLab.Inventory.Repositories.Compose;

/// <summary>Reads <c>[[address:]published:]target[/protocol]</c>, where published and target may be ranges.</summary>
static class PortSyntax
{
    const int MaxRange = 1_000;

    /// <summary>One port each; as it is where it cannot be read, for a variable in it is not known.</summary>
    public static IEnumerable<Node> Read(Node node) => node switch
    {
        MapNode map => [WithDefaults(map)],
        TextNode text when Parse(text) is { } ports => ports,
        _ => [node],
    };

    static List<Node>? Parse(TextNode text)
    {
        var written = Placeholders.Masked(text.Text);
        var (rest, protocol) = written.LastIndexOf('/') is >= 0 and var slash ? (written[..slash], written[(slash + 1)..]) : (written, "tcp");
        var (before, target) = Split(rest);
        var (address, published) = before is null ? (null, null) : Split(before) is (var left, { } right) ? (left?.Trim('[', ']'), right) : (null, before);
        if (Range(target) is not (var first, var last) || last - first > MaxRange || protocol.Length == 0)
            return null;
        if (string.IsNullOrEmpty(published))
            return [.. Enumerable.Range(first, last - first + 1).Select(it => Port(text, address, it, null, protocol))];
        if (Placeholders.IsOne(published) && first == last)
            return [Port(text, address, first, published, protocol)];
        if (Range(published) is not (var from, var to))
            return null;
        // One target behind a range: the engine takes a free port of it.
        if (first == last)
            return [Port(text, address, first, published, protocol)];
        return to - from == last - first
            ? [.. Enumerable.Range(0, last - first + 1).Select(it => Port(text, address, first + it, Text(from + it), protocol))]
            : null;
    }

    /// <summary>At the last colon outside of an IPv6 address' brackets.</summary>
    static (string? Before, string After) Split(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon < 0 || colon < text.LastIndexOf(']') ? (null, text) : (text[..colon], text[(colon + 1)..]);
    }

    static (int First, int Last)? Range(string text)
    {
        var parts = text.Split('-');
        if (parts.Length > 2 || !TryPort(parts[0], out var first))
            return null;
        var last = first;
        return (parts.Length == 1 || TryPort(parts[1], out last)) && last >= first ? (first, last) : null;
    }

    static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535;

    static MapNode Port(TextNode from, string? address, int target, string? published, string protocol)
    {
        var at = from.At;
        List<MapEntry> entries = [Entry("mode", "ingress", false)];
        if (!string.IsNullOrEmpty(address))
            entries.Add(Entry("host_ip", Placeholders.Unmasked(address), false));
        entries.Add(Entry("target", Text(target), true));
        if (published is not null)
            entries.Add(Entry("published", Placeholders.Unmasked(published), false));
        entries.Add(Entry("protocol", protocol, false));
        return new MapNode(at, entries);

        MapEntry Entry(string key, string value, bool isPlain) => new(key, at, new TextNode(at, value, isPlain));
    }

    static MapNode WithDefaults(MapNode port)
    {
        foreach (var (key, value) in (ReadOnlySpan<(string, string)>)[("mode", "ingress"), ("protocol", "tcp")])
        {
            if (!port.Has(key))
                port = port.With(key, new TextNode(port.At, value, false));
        }
        return port.Find("published") is TextNode published ? port.With("published", published with { IsPlain = false }) : port;
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
