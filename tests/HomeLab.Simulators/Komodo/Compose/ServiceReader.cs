using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Compose;

/// <summary>Reads one service of a project.</summary>
sealed class ServiceReader(string project, IReadOnlySet<string> all, DeclaredNames networks, DeclaredNames volumes, Func<string, string?> find)
{
    /// <exception cref="ComposeFailure">In Compose's words.</exception>
    public ComposeService Read(string name, JsonNode? given)
    {
        if (given is not JsonObject service)
            throw new ComposeFailure($"services.{name} must be a mapping");
        var image = (string?)service["image"];
        var isBuilt = service["build"] is not null;
        if (string.IsNullOrEmpty(image) && !isBuilt)
            throw new ComposeFailure($"service \"{name}\" has neither an image nor a build context specified: invalid compose project");
        var after = Names(service["depends_on"]).ToImmutableList();
        if (after.Find(other => !all.Contains(other)) is { } other)
            throw new ComposeFailure($"service \"{name}\" depends on undefined service \"{other}\": invalid compose project");
        return new ComposeService(
            name, string.IsNullOrEmpty(image) ? $"{project}-{name}" : image, (string?)service["container_name"] ?? $"{project}-{name}-1",
            Ids.Container([Canonical(service).ToJsonString(), .. EnvironmentFiles(service)]),
            ComposeFiles.AsMapping(service["labels"]).ToImmutableSortedDictionary(it => it.Key, it => it.Value?.GetValue<string>() ?? ""),
            Networks(name, service), Volumes(name, service), after, HealthyFirst(service), IsLookedAfter(service), isBuilt);
    }

    ImmutableList<string> Networks(string name, JsonObject service) => service["network_mode"] is not null
        ? []
        : [.. (service["networks"] is null ? [DeclaredNames.Default] : Names(service["networks"])).Select(key => networks.Resolve(name, key))];

    ImmutableList<string> Volumes(string name, JsonObject service) => [.. (service["volumes"] as JsonArray ?? [])
        .Select(it => it is JsonObject mount ? (string?)mount["type"] == "volume" ? (string?)mount["source"] : null : SourceOf(it?.GetValue<string>() ?? ""))
        .OfType<string>().Select(key => volumes.Resolve(name, key))];

    static string? SourceOf(string mount) => mount.Split(':') is [var source, _, ..] && source.Length > 0 && source[0] is not ('/' or '.' or '~') ? source : null;

    static ImmutableList<string> HealthyFirst(JsonObject service) => service["depends_on"] is JsonObject conditions
        ? [.. conditions.Where(it => it.Value is JsonObject condition && (string?)condition["condition"] == "service_healthy").Select(it => it.Key)]
        : [];

    static bool IsLookedAfter(JsonObject service) => service["healthcheck"] is JsonObject check && (string?)check["disable"] != "true";

    IEnumerable<string> EnvironmentFiles(JsonObject service)
    {
        var files = service["env_file"] switch { JsonArray list => list.AsEnumerable(), null => [], var one => [one] };
        foreach (var file in files)
        {
            var path = file is JsonObject detailed ? (string?)detailed["path"] ?? "" : file?.GetValue<string>() ?? "";
            var isNeeded = file is not JsonObject it || (string?)it["required"] != "false";
            if (find(path) is { } contents)
                yield return contents;
            else if (isNeeded)
                throw new ComposeFailure($"env file {path} not found: stat {path}: no such file or directory");
        }
    }

    static IEnumerable<string> Names(JsonNode? node) => node switch
    {
        JsonObject mapping => mapping.Select(it => it.Key),
        JsonArray list => list.Select(it => it?.GetValue<string>() ?? ""),
        _ => [],
    };

    /// <summary>The same for the same service, in whatever order it is written.</summary>
    static JsonNode Canonical(JsonNode node) => node switch
    {
        JsonObject mapping => new JsonObject(mapping.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => KeyValuePair.Create(it.Key, it.Value is null ? null : (JsonNode?)Canonical(it.Value)))),
        JsonArray list => new JsonArray([.. list.Select(it => it is null ? null : Canonical(it))]),
        _ => node.DeepClone(),
    };
}
