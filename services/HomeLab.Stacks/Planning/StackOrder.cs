using System.Collections.Immutable;
using System.Text.Json;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Stacks.Planning;

/// <summary>
/// Which stacks come before which: those that a stack names in <c>after</c>, and those of the same host that make a network or volume
/// which it takes from outside. Pure.
/// </summary>
sealed class StackOrder
{
    readonly ImmutableDictionary<string, ImmutableSortedDictionary<string, string>> before;

    StackOrder(ImmutableDictionary<string, ImmutableSortedDictionary<string, string>> before) => this.before = before;

    public static StackOrder Of(IEnumerable<DesiredStack> stacks)
    {
        var all = stacks.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => (Stack: it, Host: HostOf(it), Shares: SharesOf(it))).ToList();
        var makers = new Dictionary<(string Host, string Section, string Name), string>();
        foreach (var (stack, host, shares) in all)
        {
            foreach (var share in shares.Where(it => !it.IsExternal))
                makers.TryAdd((host, share.Section, share.Name), stack.Key);
        }
        var keys = all.Select(it => it.Stack.Key).ToHashSet(StringComparer.Ordinal);
        return new StackOrder(all.ToImmutableDictionary(it => it.Stack.Key, it =>
        {
            var needs = it.Stack.After.Where(keys.Contains).Distinct().ToDictionary(key => key, _ => "after");
            foreach (var share in it.Shares.Where(share => share.IsExternal))
            {
                if (makers.TryGetValue((it.Host, share.Section, share.Name), out var maker) && maker != it.Stack.Key)
                    needs.TryAdd(maker, $"its {share.Section.TrimEnd('s')} {share.Name}");
            }
            return needs.ToImmutableSortedDictionary(StringComparer.Ordinal);
        }));
    }

    /// <summary>What has to run before, by key, and why.</summary>
    public IReadOnlyDictionary<string, string> Before(string key) => before.TryGetValue(key, out var needs) ? needs : ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The keys in steps: each needs only stacks of earlier steps. Those of a cycle, and what comes after them, are in none.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Steps()
    {
        var steps = new List<IReadOnlyList<string>>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (before.Keys.Where(it => !done.Contains(it) && before[it].Keys.All(done.Contains)).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } step)
        {
            steps.Add(step);
            done.UnionWith(step);
        }
        return steps;
    }

    /// <summary>The way from a stack back to itself: <c>a → b → a</c>; null: there is none.</summary>
    public string? CycleOf(string key)
    {
        var trail = new List<string>();
        return Search(key) ? string.Join(" → ", trail.Prepend(key)) : null;

        bool Search(string at)
        {
            foreach (var need in Before(at).Keys)
            {
                if (trail.Contains(need))
                    continue;
                trail.Add(need);
                if (need == key || Search(need))
                    return true;
                trail.RemoveAt(trail.Count - 1);
            }
            return false;
        }
    }

    static string HostOf(DesiredStack stack) => stack.Engine is { } engine ? engine.Endpoint
        : stack.Komodo is { } komodo && Parse(komodo.StackJson) is { } table && table.TryGetProperty("config", out var config) ? $"{komodo.Url} {Text(config, "server") ?? Text(config, "server_id")}"
        : stack.Key;

    static IEnumerable<(string Section, string Name, bool IsExternal)> SharesOf(DesiredStack stack)
    {
        if (Parse(stack.ProjectJson) is not { } project)
            yield break;
        if (MakesDefault(project))
            yield return ("networks", $"{stack.Project}_default", false);
        foreach (var section in (string[])["networks", "volumes"])
        {
            if (!project.TryGetProperty(section, out var entries) || entries.ValueKind != JsonValueKind.Object)
                continue;
            foreach (var entry in entries.EnumerateObject())
            {
                var isExternal = entry.Value.ValueKind == JsonValueKind.Object && entry.Value.TryGetProperty("external", out var external) && external.ValueKind == JsonValueKind.True;
                yield return (section, Text(entry.Value, "name") ?? (isExternal ? entry.Name : $"{stack.Project}_{entry.Name}"), isExternal);
            }
        }
    }

    /// <summary>Compose makes a network of its own for services that name none, without a word in the files.</summary>
    static bool MakesDefault(JsonElement project) =>
        !(project.TryGetProperty("networks", out var networks) && networks.ValueKind == JsonValueKind.Object && networks.TryGetProperty("default", out _))
        && project.TryGetProperty("services", out var services) && services.ValueKind == JsonValueKind.Object
        && services.EnumerateObject().Any(it => it.Value.ValueKind == JsonValueKind.Object && Text(it.Value, "network_mode") is null
            && (!it.Value.TryGetProperty("networks", out var named) || named.ValueKind == JsonValueKind.Null
                || (named.ValueKind == JsonValueKind.Object && named.TryGetProperty("default", out _))));

    static JsonElement? Parse(string json)
    {
        if (json.Length == 0)
            return null;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
    }

    static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
