namespace HomeLab.Lab.Yaml;

/// <summary>A node of a YAML document that knows where it stands.</summary>
abstract record Node(Mark At)
{
    /// <summary>What it is, never what it holds: that may be a secret.</summary>
    public string Describe() => this switch
    {
        MapNode => "a mapping",
        ListNode => "a list",
        ScalarNode { IsEmpty: true } => "nothing",
        ScalarNode { IsInteger: true } => "an integer",
        ScalarNode { IsBoolean: true } => "true or false",
        _ => "a text",
    };
}

/// <param name="IsPlain">Neither quoted nor a block.</param>
sealed record ScalarNode(Mark At, string Text, bool IsPlain) : Node(At)
{
    public bool IsEmpty => IsPlain && Text is ("" or "~" or "null" or "Null" or "NULL");

    public bool IsInteger => IsPlain && long.TryParse(Text, System.Globalization.NumberStyles.AllowLeadingSign, null, out _);

    public bool IsBoolean => IsPlain && Text is ("true" or "True" or "TRUE" or "false" or "False" or "FALSE");
}

sealed record ListNode(Mark At, IReadOnlyList<Node> Items) : Node(At);

sealed record MapNode(Mark At, IReadOnlyList<MapEntry> Entries) : Node(At)
{
    public MapEntry? Find(string key) => Entries.FirstOrDefault(it => it.Key == key);

    public string? TextOf(string key) => Find(key)?.Value is ScalarNode { IsEmpty: false } scalar ? scalar.Text : null;
}

sealed record MapEntry(string Key, Mark KeyAt, Node Value);
