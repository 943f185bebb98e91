namespace HomeLab.Proxmox.Values;

/// <summary>
/// <c>local-lvm:vm-100-disk-0,size=32G</c>: pairs with commas between, of which the first may be the value of its default key alone.
/// </summary>
sealed class PropertyString
{
    PropertyString(string? bare, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        Bare = bare;
        Pairs = pairs;
    }

    public string? Bare { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Pairs { get; }

    public static PropertyString Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // A volume's name may hold an equals sign, a key never a colon or a slash.
        var bare = parts.FirstOrDefault() is { } first && !IsPair(first) ? first : null;
        var pairs = parts.Where(IsPair).Select(part => part.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]));
        return new PropertyString(bare, [.. pairs]);
    }

    public string? this[string key] => Pairs.FirstOrDefault(pair => pair.Key == key).Value;

    static bool IsPair(string part) => part.IndexOf('=') is > 0 and var at && part.AsSpan(0, at).IndexOfAny(':', '/') < 0;
}
