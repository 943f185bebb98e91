using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Toml;

/// <summary>A table while its file is read: what may still be added to it is TOML's strictest part.</summary>
sealed class TomlTable(Place at)
{
    readonly List<(string Key, Place At, object Value)> entries = [];
    readonly Dictionary<string, int> index = new(StringComparer.Ordinal);
    bool isOpened;
    bool isDotted;
    bool isClosed;

    /// <summary>An inline table is whole where it ends.</summary>
    public void Close() => isClosed = true;

    public void Add(string key, Place keyAt, object value)
    {
        if (isClosed || !index.TryAdd(key, entries.Count))
            throw new ParseRefusedException(keyAt, "DuplicateKey", $"`{key}` is there already");
        entries.Add((key, keyAt, value));
    }

    /// <summary>The table on the way of a header: <c>a</c> of <c>[a.b]</c>, the last one of an array of tables.</summary>
    public TomlTable Enter(string key, Place keyAt) => Find(key) switch
    {
        null => Created(key, keyAt),
        TomlTable { isClosed: false } table => table,
        List<TomlTable> tables => tables[^1],
        _ => throw Refused(key, keyAt),
    };

    /// <summary>The table of a header, which may stand once.</summary>
    public TomlTable Open(string key, Place keyAt)
    {
        var table = Find(key) switch
        {
            null => Created(key, keyAt),
            TomlTable { isClosed: false, isOpened: false, isDotted: false } implied => implied,
            _ => throw Refused(key, keyAt),
        };
        table.isOpened = true;
        return table;
    }

    /// <summary>The table on the way of a dotted key.</summary>
    public TomlTable Dotted(string key, Place keyAt)
    {
        var table = Find(key) switch
        {
            null => Created(key, keyAt),
            TomlTable { isClosed: false, isOpened: false } implied => implied,
            _ => throw Refused(key, keyAt),
        };
        table.isDotted = true;
        return table;
    }

    public TomlTable Append(string key, Place itemAt)
    {
        var table = new TomlTable(itemAt) { isOpened = true };
        switch (Find(key))
        {
            case null:
                Add(key, itemAt, new List<TomlTable> { table });
                break;
            case List<TomlTable> tables:
                tables.Add(table);
                break;
            default:
                throw Refused(key, itemAt);
        }
        return table;
    }

    public MapNode ToNode() => new(at, [.. entries.Select(it => new MapEntry(it.Key, it.At, ToNode(it.Value)))]);

    static Node ToNode(object value) => value switch
    {
        TomlTable table => table.ToNode(),
        List<TomlTable> tables => new ListNode(tables[0].At, [.. tables.Select(it => it.ToNode())]),
        List<object> list => new ListNode((Place)list[0], [.. list.Skip(1).Select(ToNode)]),
        _ => (Node)value,
    };

    Place At => at;

    object? Find(string key) => index.TryGetValue(key, out var i) ? entries[i].Value : null;

    TomlTable Created(string key, Place keyAt)
    {
        var table = new TomlTable(keyAt);
        Add(key, keyAt, table);
        return table;
    }

    static ParseRefusedException Refused(string key, Place keyAt) => new(keyAt, "DuplicateKey", $"`{key}` is there already, and nothing can be added to it");
}
