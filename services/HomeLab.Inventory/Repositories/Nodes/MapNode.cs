namespace HomeLab.Inventory.Repositories.Nodes;

/// <param name="Entries">In the order of writing, each key once.</param>
sealed record MapNode(Place At, IReadOnlyList<MapEntry> Entries) : Node(At)
{
    public MapEntry? Entry(string key) => Entries.FirstOrDefault(it => it.Key == key);

    public Node? Find(string key) => Entry(key)?.Value;

    public bool Has(string key) => Entry(key) is not null;

    /// <summary>Null where it is not there, empty, or no text.</summary>
    public string? Text(string key) => Find(key) is TextNode { IsNothing: false } text ? text.Text : null;

    public bool? Boolean(string key) => (Find(key) as TextNode)?.AsBoolean;

    public MapNode? Map(string key) => Find(key) as MapNode;

    public IReadOnlyList<Node> List(string key) => Find(key) is ListNode list ? list.Items : [];

    public IEnumerable<MapNode> Maps(string key) => List(key).OfType<MapNode>();

    /// <summary>The texts of a list; of a single text that one.</summary>
    public IReadOnlyList<TextNode> Texts(string key) => Find(key) switch
    {
        ListNode list => [.. list.Texts],
        TextNode { IsNothing: false } text => [text],
        _ => [],
    };

    /// <summary>What stands at <c>spec.source.path</c>; null where a step is missing.</summary>
    public Node? Down(params ReadOnlySpan<string> path)
    {
        Node? at = this;
        foreach (var key in path)
            at = (at as MapNode)?.Find(key);
        return at;
    }

    public string? TextDown(params ReadOnlySpan<string> path) => Down(path) is TextNode { IsNothing: false } text ? text.Text : null;

    /// <summary>With the entry in its place, or at the end.</summary>
    public MapNode With(string key, Node value)
    {
        var entries = Entries.ToList();
        var index = entries.FindIndex(it => it.Key == key);
        if (index < 0)
            entries.Add(new MapEntry(key, value.At, value));
        else
            entries[index] = entries[index] with { Value = value };
        return this with { Entries = entries };
    }

    public MapNode Without(string key) => Has(key) ? this with { Entries = [.. Entries.Where(it => it.Key != key)] } : this;

    public static MapNode Empty(Place at) => new(at, []);
}
