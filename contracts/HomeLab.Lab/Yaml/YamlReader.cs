using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HomeLab.Lab.Yaml;

/// <summary>Reads the documents of one file into nodes, without tags, within limits.</summary>
sealed class YamlReader
{
    readonly string file;
    readonly YamlLimits limits;
    readonly Parser parser;
    readonly Dictionary<string, (Node Node, int Size)> anchors = [];
    List<Problem> problems = [];
    int nodes;

    YamlReader(string file, string text, YamlLimits limits)
    {
        this.file = file;
        this.limits = limits;
        parser = new Parser(new Scanner(new StringReader(text)));
    }

    public static YamlReading Read(string file, string text, YamlLimits limits)
    {
        var documents = new List<YamlDocument>();
        var reader = new YamlReader(file, text, limits);
        try
        {
            reader.ReadAll(documents);
            return new YamlReading(documents, null);
        }
        catch (YamlRefusedException refused)
        {
            return Broken(refused.At, refused.Code, refused.Message);
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The library says so, with no place, of a bracket that is left open and of texts that end within a directive.
            return Broken(
                reader.LastRead, "MalformedYaml",
                "not YAML after this; is a bracket, a brace or a quote left open? Nothing of this file is read until it is right");
        }
        catch (YamlException malformed)
        {
            var message = malformed.Message.Trim().TrimEnd('.');
            // Of a tab in the indentation the library tells where the mapping began.
            var at = Mark.Of(malformed.Start);
            return Broken(
                reader.LastRead.CompareTo(at) > 0 ? reader.LastRead : at, "MalformedYaml",
                $"not YAML: {message}; nothing of this file is read until it is");
        }

        YamlReading Broken(Mark at, string code, string message) =>
            new(documents, new Problem(file, at.Line, at.Column, "", code, message));
    }

    Mark LastRead => parser.Current is { } last ? Mark.Of(last.Start) : new Mark(1, 1);

    void ReadAll(List<YamlDocument> documents)
    {
        while (parser.MoveNext())
        {
            if (parser.Current is not DocumentStart)
                continue;
            anchors.Clear();
            problems = [];
            parser.MoveNext();
            var root = Read(1);
            documents.Add(new YamlDocument(root, problems));
        }
    }

    Node Read(int depth)
    {
        var current = parser.Current ?? throw new YamlException("The document ends too early");
        var at = Mark.Of(current.Start);
        if (depth > limits.MaxDepth)
            throw new YamlRefusedException(at, "TooDeep", $"nested deeper than {limits.MaxDepth} levels; nothing of this file is read");
        Count(at, 1);
        if (current is AnchorAlias alias)
            return Resolve(alias, at);

        var anchor = current is NodeEvent { Anchor.IsEmpty: false } anchored ? anchored.Anchor.Value : null;
        if (current is NodeEvent { Tag.IsEmpty: false })
            Report(at, "TagRefused", "a type tag (`!…`) is not read here; write the plain value");
        var before = nodes;
        Node node = current switch
        {
            Scalar scalar => new ScalarNode(at, scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart => ReadList(at, depth),
            MappingStart => ReadMap(at, depth),
            _ => throw new YamlException(current.Start, current.End, "Unexpected content"),
        };
        if (anchor is not null)
            anchors[anchor] = (node, nodes - before + 1);
        return node;
    }

    ListNode ReadList(Mark at, int depth)
    {
        var items = new List<Node>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd)
            items.Add(Read(depth + 1));
        return new ListNode(at, items);
    }

    MapNode ReadMap(Mark at, int depth)
    {
        var entries = new Dictionary<string, MapEntry>(StringComparer.Ordinal);
        var order = new List<MapEntry>();
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var key = Read(depth + 1);
            parser.MoveNext();
            var value = Read(depth + 1);
            if (key is not ScalarNode { Text: var name })
                Report(key.At, "KeyRefused", $"a key is a text, not {key.Describe()}");
            else if (entries.TryGetValue(name, out var first))
                Report(key.At, "DuplicateKey", $"`{name}` stands in line {first.KeyAt.Line} already; keep one of them");
            else
                order.Add(entries[name] = new MapEntry(name, key.At, value));
        }
        return new MapNode(at, order);
    }

    Node Resolve(AnchorAlias alias, Mark at)
    {
        if (!anchors.TryGetValue(alias.Value.Value, out var target))
            throw new YamlRefusedException(at, "AliasRefused", $"`*{alias.Value.Value}` stands for nothing before it, or for itself");
        Count(at, target.Size - 1);
        return target.Node;
    }

    void Count(Mark at, int more)
    {
        nodes += more;
        if (nodes > limits.MaxNodes)
            throw new YamlRefusedException(
                at, "TooLarge", $"more than {limits.MaxNodes} values, aliases counted as what they stand for; nothing of this file is read");
    }

    void Report(Mark at, string code, string message) => problems.Add(new Problem(file, at.Line, at.Column, "", code, message));
}
