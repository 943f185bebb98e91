using HomeLab.Lab;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HomeLab.Inventory.Repositories.Nodes;

/// <summary>Reads other tools' YAML: with merge keys and with the tags that Compose has, where a lab's own documents have neither.</summary>
sealed class YamlFile
{
    readonly string file;
    readonly RepositoryLimits limits;
    readonly Parser parser;
    readonly Dictionary<string, (Node Node, int Size, int Height)> anchors = [];
    readonly List<Problem> problems = [];
    int nodes;
    int deepest;

    YamlFile(string file, string text, RepositoryLimits limits)
    {
        this.file = file;
        this.limits = limits;
        parser = new Parser(new Scanner(new StringReader(text)));
    }

    public static ParsedFile Read(string file, string text, RepositoryLimits limits)
    {
        var documents = new List<Node>();
        var reader = new YamlFile(file, text, limits);
        try
        {
            reader.ReadAll(documents);
            return new ParsedFile(file, documents, reader.problems, null, reader.nodes + NodeCost.Of(text));
        }
        catch (ParseRefusedException refused)
        {
            return Broken(refused.At, refused.Code, refused.Message);
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The library says so, with no place, of a bracket that is left open.
            return Broken(reader.LastRead, "MalformedYaml", "not YAML after this; is a bracket, a brace or a quote left open?");
        }
        catch (YamlException malformed)
        {
            var at = reader.PlaceOf(malformed.Start);
            var last = reader.LastRead;
            return Broken(last.Line > at.Line ? last : at, "MalformedYaml", $"not YAML: {malformed.Message.Trim().TrimEnd('.')}");
        }

        ParsedFile Broken(Place at, string code, string message) =>
            new(file, documents, reader.problems, new Problem(file, at.Line, at.Column, "", code, message));
    }

    Place LastRead => parser.Current is { } last ? PlaceOf(last.Start) : new Place(file, 1, 1);

    Place PlaceOf(Mark mark) => new(file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    void ReadAll(List<Node> documents)
    {
        while (parser.MoveNext())
        {
            if (parser.Current is not DocumentStart)
                continue;
            anchors.Clear();
            parser.MoveNext();
            var root = Read(1);
            if (root is not TextNode { IsNothing: true })
                documents.Add(root);
            if (documents.Count > limits.MaxDocuments)
                throw new ParseRefusedException(root.At, "TooLarge", $"more than {limits.MaxDocuments} documents");
        }
    }

    Node Read(int depth)
    {
        var current = parser.Current ?? throw new YamlException("The document ends too early");
        var at = PlaceOf(current.Start);
        if (depth > limits.MaxDepth)
            throw new ParseRefusedException(at, "TooDeep", $"nested deeper than {limits.MaxDepth} levels");
        Count(at, 1);
        if (current is AnchorAlias alias)
            return Resolve(alias, at, depth);

        var (anchor, tag) = current is NodeEvent node ? (node.Anchor.IsEmpty ? null : node.Anchor.Value, TagOf(node)) : (null, null);
        var (before, outside) = (nodes, deepest);
        deepest = depth;
        Node read = current switch
        {
            Scalar scalar => new TextNode(at, scalar.Value, scalar.Style == ScalarStyle.Plain && tag != "tag:yaml.org,2002:str"),
            SequenceStart => ReadList(at, depth),
            MappingStart => ReadMap(at, depth),
            _ => throw new YamlException(current.Start, current.End, "Unexpected content"),
        };
        if (tag is not null && !tag.StartsWith("tag:yaml.org,", StringComparison.Ordinal))
            read = read with { Tag = tag };
        if (anchor is not null)
            anchors[anchor] = (read, nodes - before + 1, deepest - depth);
        deepest = Math.Max(deepest, outside);
        return read;
    }

    static string? TagOf(NodeEvent node) => node.Tag.IsEmpty || node.Tag.IsNonSpecific ? null : node.Tag.Value;

    ListNode ReadList(Place at, int depth)
    {
        var items = new List<Node>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd)
            items.Add(Read(depth + 1));
        return new ListNode(at, items);
    }

    MapNode ReadMap(Place at, int depth)
    {
        var entries = new Dictionary<string, MapEntry>(StringComparer.Ordinal);
        var order = new List<MapEntry>();
        var merged = new List<MapNode>();
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var key = Read(depth + 1);
            parser.MoveNext();
            var value = Read(depth + 1);
            if (key is not TextNode { Text: var name } text)
                Report(key.At, "KeyRefused", "a key is a text");
            else if (name == "<<" && text.IsPlain)
                merged.AddRange(value is ListNode list ? list.Maps : value is MapNode map ? [map] : []);
            else if (entries.TryGetValue(name, out var first))
                Report(key.At, "DuplicateKey", $"`{name}` stands in line {first.At.Line} already");
            else
                order.Add(entries[name] = new MapEntry(name, key.At, value));
        }
        // What stands there wins over what is merged in, and of that the earlier.
        foreach (var entry in merged.SelectMany(it => it.Entries))
        {
            if (entries.TryAdd(entry.Key, entry))
                order.Add(entry);
        }
        return new MapNode(at, order);
    }

    Node Resolve(AnchorAlias alias, Place at, int depth)
    {
        if (!anchors.TryGetValue(alias.Value.Value, out var target))
            throw new ParseRefusedException(at, "AliasRefused", $"`*{alias.Value.Value}` stands for nothing before it, or for itself");
        Count(at, target.Size - 1);
        deepest = Math.Max(deepest, depth + target.Height);
        return deepest <= limits.MaxDepth
            ? target.Node
            : throw new ParseRefusedException(at, "TooDeep", $"nested deeper than {limits.MaxDepth} levels by way of `*{alias.Value.Value}`");
    }

    void Count(Place at, int more)
    {
        nodes += more;
        if (nodes > limits.MaxNodes)
            throw new ParseRefusedException(at, "TooLarge", $"more than {limits.MaxNodes} values, aliases counted as what they stand for");
    }

    void Report(Place at, string code, string message) => problems.Add(new Problem(file, at.Line, at.Column, "", code, message));
}
