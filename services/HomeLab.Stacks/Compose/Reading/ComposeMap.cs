using System.Text.Json;

namespace HomeLab.Stacks.Compose.Reading;

/// <summary>One mapping of a project on its way to types: says what is wrong by its path, and what nobody asked for.</summary>
/// <remarks>Values never appear in a problem: an environment holds secrets.</remarks>
sealed class ComposeMap
{
    readonly Dictionary<string, JsonElement> entries = new(StringComparer.Ordinal);
    readonly HashSet<string> known = new(StringComparer.Ordinal);
    readonly List<ComposeProblem> problems;

    public ComposeMap(JsonElement value, string path, List<ComposeProblem> problems)
    {
        this.problems = problems;
        Path = path;
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
                entries[property.Name] = property.Value;
        }
        else if (value.ValueKind != JsonValueKind.Null)
            problems.Add(new ComposeProblem(path, "is not a mapping", "write its keys one a line"));
    }

    public string Path { get; }

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    public void Report(string key, string what, string remedy) => problems.Add(new ComposeProblem(PathOf(key), what, remedy));

    /// <summary>Null where it is not given.</summary>
    public JsonElement? Take(string key)
    {
        known.Add(key);
        return entries.TryGetValue(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    public bool Has(string key) => Take(key) is not null;

    public string? Text(string key) => Take(key) is { } value ? Text(value, key) : null;

    public bool? Flag(string key) => Scalar(key, ComposeScalars.Flag, "a flag", "write true or false");

    public long? Number(string key) => Scalar(key, ComposeScalars.Number, "a whole number", "write digits");

    public TimeSpan? Duration(string key) => Scalar(key, ComposeScalars.Duration, "a duration", "write it like 1m30s");

    public long? Size(string key) => Scalar(key, ComposeScalars.Size, "a size", "write bytes or a number with k, m or g");

    public IReadOnlyList<string>? List(string key)
    {
        if (Take(key) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Array)
            return [.. value.EnumerateArray().Select((item, at) => Text(item, $"{key}[{at}]") ?? "")];
        return Text(value, key) is { } one ? [one] : null;
    }

    public IReadOnlyList<string> Texts(string key) => List(key) ?? [];

    /// <summary>A list, or one line that is split into words.</summary>
    public IReadOnlyList<string>? Words(string key)
    {
        if (Take(key) is not { ValueKind: JsonValueKind.String } value)
            return List(key);
        if (ComposeScalars.Words(value.GetString()!) is { } words)
            return words;
        Report(key, "has a quote that is not closed", "close it, or write a list of words");
        return null;
    }

    /// <summary>Keys without a value are left out.</summary>
    public TextMap Pairs(string key)
    {
        if (Take(key) is not { } value)
            return TextMaps.Empty;
        var map = Child(key, value);
        return TextMaps.Of(map.entries.Where(it => it.Value.ValueKind != JsonValueKind.Null)
            .Select(it => KeyValuePair.Create(it.Key, map.Text(it.Value, it.Key) ?? "")));
    }

    public ComposeMap? Map(string key) => Take(key) is { } value ? Child(key, value) : null;

    public IEnumerable<(string Key, ComposeMap Value)> Maps(string key)
    {
        if (Map(key) is not { } map)
            yield break;
        foreach (var (name, value) in map.entries.Where(it => !IsExtension(it.Key)))
            yield return (name, map.Child(name, value));
    }

    public IEnumerable<ComposeMap> Items(string key)
    {
        if (Take(key) is not { } value)
            yield break;
        if (value.ValueKind != JsonValueKind.Array)
        {
            Report(key, "is not a list", "write its items one a line, each with a dash");
            yield break;
        }
        var at = 0;
        foreach (var item in value.EnumerateArray())
            yield return Child($"{key}[{at++}]", item);
    }

    public ComposeMap Child(string key, JsonElement value) => new(value, PathOf(key), problems);

    /// <summary>Keys that the render has already worked in, or that change nothing at an Engine.</summary>
    public void Skip(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            known.Add(key);
    }

    public void Refuse(string key, string what, string remedy)
    {
        if (Take(key) is not null)
            Report(key, what, remedy);
    }

    /// <summary>Refuses every key that nobody asked for.</summary>
    public void Close()
    {
        foreach (var key in entries.Keys.Where(key => !known.Contains(key) && !IsExtension(key)).Order(StringComparer.Ordinal))
            Report(key, "is not known to HomeLab", "remove it, or begin its name with x- if it is a note");
    }

    T? Scalar<T>(string key, Func<string, T?> read, string what, string remedy) where T : struct
    {
        if (Text(key) is not { } text)
            return null;
        if (read(text) is { } value)
            return value;
        Report(key, $"is not {what}", remedy);
        return null;
    }

    string? Text(JsonElement value, string key)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return value.GetString();
            case JsonValueKind.Number:
                return value.GetRawText();
            case JsonValueKind.True:
                return "true";
            case JsonValueKind.False:
                return "false";
            default:
                Report(key, "is not a single value", "write text, a number or a flag");
                return null;
        }
    }

    static bool IsExtension(string key) => key.StartsWith("x-", StringComparison.Ordinal);
}
