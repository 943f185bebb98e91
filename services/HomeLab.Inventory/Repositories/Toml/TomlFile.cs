using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Lab;

namespace HomeLab.Inventory.Repositories.Toml;

/// <summary>Reads TOML 1.0 into the same nodes as YAML. A file that is wrong anywhere is not read, as Komodo does not read it.</summary>
/// <remarks>https://toml.io/en/v1.0.0</remarks>
sealed class TomlFile
{
    readonly TomlScanner scanner;
    readonly TomlTable root;
    TomlTable current;

    TomlFile(string file, string text, RepositoryLimits limits)
    {
        scanner = new TomlScanner(file, text, limits);
        root = current = new TomlTable(new Place(file, 1, 1));
    }

    public static ParsedFile Read(string file, string text, RepositoryLimits limits)
    {
        try
        {
            return new ParsedFile(file, [new TomlFile(file, text, limits).ReadAll()], [], null);
        }
        catch (ParseRefusedException refused)
        {
            return new ParsedFile(file, [], [], new Problem(file, refused.At.Line, refused.At.Column, "", refused.Code, refused.Message));
        }
    }

    MapNode ReadAll()
    {
        for (scanner.SkipBlank(); !scanner.IsAtEnd; scanner.SkipBlank())
        {
            if (scanner.Peek == '[')
                ReadHeader();
            else
                ReadPair(current, 1);
            scanner.EndLine();
        }
        return root.ToNode();
    }

    void ReadHeader()
    {
        var at = scanner.Here;
        var isArray = scanner.Take("[[");
        if (!isArray)
            scanner.Expect('[');
        var key = ReadKey();
        scanner.Expect(']');
        if (isArray)
            scanner.Expect(']');
        var parent = root;
        foreach (var (part, partAt) in key.SkipLast(1))
            parent = parent.Enter(part, partAt);
        var (name, nameAt) = key[^1];
        current = isArray ? parent.Append(name, at) : parent.Open(name, nameAt);
    }

    void ReadPair(TomlTable table, int depth)
    {
        var key = ReadKey();
        scanner.SkipSpace();
        scanner.Expect('=');
        scanner.SkipSpace();
        foreach (var (part, partAt) in key.SkipLast(1))
            table = table.Dotted(part, partAt);
        table.Add(key[^1].Part, key[^1].At, ReadValue(depth));
    }

    List<(string Part, Place At)> ReadKey()
    {
        var parts = new List<(string, Place)>();
        do
        {
            scanner.SkipSpace();
            var at = scanner.Here;
            parts.Add((scanner.KeyPart(), at));
            scanner.SkipSpace();
            if (parts.Count > 32)
                throw new ParseRefusedException(at, "TooDeep", "a key of more than 32 parts");
        }
        while (scanner.Take("."));
        return parts;
    }

    object ReadValue(int depth)
    {
        var at = scanner.Here;
        scanner.Count(at, depth);
        return scanner.Peek switch
        {
            '"' or '\'' => new TextNode(at, scanner.Text(), false),
            '[' => ReadArray(at, depth),
            '{' => ReadInline(at, depth),
            _ => new TextNode(at, scanner.Bare(), true),
        };
    }

    List<object> ReadArray(Place at, int depth)
    {
        var items = new List<object>();
        scanner.Expect('[');
        for (scanner.SkipBlank(); scanner.Peek != ']'; scanner.SkipBlank())
        {
            items.Add(ReadValue(depth + 1));
            scanner.SkipBlank();
            if (!scanner.Take(","))
                break;
        }
        scanner.Expect(']');
        return [at, .. items];
    }

    TomlTable ReadInline(Place at, int depth)
    {
        var table = new TomlTable(at);
        scanner.Expect('{');
        scanner.SkipSpace();
        while (scanner.Peek != '}')
        {
            ReadPair(table, depth + 1);
            scanner.SkipSpace();
            if (!scanner.Take(","))
                break;
            scanner.SkipSpace();
        }
        scanner.Expect('}');
        table.Close();
        return table;
    }
}
