using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Komodo.Compose;

/// <summary>The networks or the volumes that a project declares, by what the engine calls them.</summary>
sealed class DeclaredNames(string project, JsonObject declared, string kind)
{
    /// <summary>What every service without networks is in.</summary>
    public const string Default = "default";

    readonly ImmutableHashSet<string> external = [.. declared.Where(it => IsExternal(it.Value)).Select(it => NameOf(project, it.Key, it.Value))];

    /// <exception cref="ComposeFailure">It is not declared.</exception>
    public string Resolve(string service, string key) => declared.ContainsKey(key) || (key == Default && kind == "network")
        ? NameOf(project, key, declared[key])
        : throw new ComposeFailure($"service \"{service}\" refers to undefined {kind} {key}: invalid compose project");

    public ImmutableList<string> Own(IEnumerable<string> used) => [.. used.Where(it => !external.Contains(it)).Distinct().Order(StringComparer.Ordinal)];

    public ImmutableList<string> External(IEnumerable<string> used) => [.. used.Where(external.Contains).Distinct().Order(StringComparer.Ordinal)];

    static bool IsExternal(JsonNode? given) => given is JsonObject it && it["external"] is { } external && (external is JsonObject || (string?)external == "true");

    static string NameOf(string project, string key, JsonNode? given) =>
        given is JsonObject it && (string?)it["name"] is { } name ? name : IsExternal(given) ? key : $"{project}_{key}";
}
