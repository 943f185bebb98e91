using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.State;
using YamlDotNet.Serialization;

namespace HomeLab.Simulators.Komodo.Compose;

/// <summary>Reads a project as Docker Compose does, as far as it makes containers, networks and volumes.</summary>
static class ComposeReader
{
    static readonly ISerializer Yaml = new SerializerBuilder().Build();

    /// <param name="files">Contents, in their order.</param>
    /// <param name="find">Contents of another file by its path below the run directory; null where there is none.</param>
    /// <exception cref="ComposeFailure">In Compose's words.</exception>
    public static ComposeProject Read(string project, IEnumerable<string> files, IReadOnlyDictionary<string, string> variables, Func<string, string?> find)
    {
        try
        {
            return Project(project, files, variables, find);
        }
        catch (InvalidOperationException exception)
        {
            throw new ComposeFailure($"validating compose file: {exception.Message}");
        }
    }

    static ComposeProject Project(string project, IEnumerable<string> files, IReadOnlyDictionary<string, string> variables, Func<string, string?> find)
    {
        var interpolation = new Interpolation(variables);
        var all = files.Select(text => interpolation.Replace(Normal(Mapping(text)))!.AsObject()).Aggregate(ComposeFiles.Over);
        var active = Part(all, "services").Where(it => it.Value is not JsonObject service || service["profiles"] is not JsonArray { Count: > 0 }).ToList();
        if (active.Count == 0)
            throw new ComposeFailure("no service selected");
        var networks = new DeclaredNames(project, Part(all, "networks"), "network");
        var volumes = new DeclaredNames(project, Part(all, "volumes"), "volume");
        var reader = new ServiceReader(project, active.Select(it => it.Key).ToHashSet(), networks, volumes, find);
        var services = ServiceOrder.Of(active.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => reader.Read(it.Key, it.Value)));
        return new ComposeProject(
            project, services, networks.Own(services.SelectMany(it => it.Networks)), networks.External(services.SelectMany(it => it.Networks)),
            volumes.Own(services.SelectMany(it => it.Volumes)), volumes.External(services.SelectMany(it => it.Volumes)),
            $"name: {project}\n" + Yaml.Serialize(Plain(all)!), [.. interpolation.Warnings]);
    }

    /// <summary>The services of a file as it is written; null where it cannot be read.</summary>
    public static ImmutableList<ServiceName>? Names(string project, string file)
    {
        try
        {
            return [.. Part(Mapping(file), "services").Where(it => it.Value is JsonObject).Select(it => new ServiceName(
                it.Key, (string?)it.Value!["container_name"] ?? $"{project}-{it.Key}", (string?)it.Value["image"] ?? ""))];
        }
        catch (Exception exception) when (exception is ComposeFailure or InvalidOperationException)
        {
            return null;
        }
    }

    static JsonObject Mapping(string text) => YamlText.Parse(text) switch
    {
        JsonObject mapping => mapping,
        null => throw new ComposeFailure("empty compose file"),
        _ => throw new ComposeFailure("top-level object must be a mapping"),
    };

    static JsonObject Part(JsonObject all, string name) => all[name] switch
    {
        null => [],
        JsonObject part => part,
        _ => throw new ComposeFailure($"{name} must be a mapping"),
    };

    static JsonObject Normal(JsonObject file)
    {
        foreach (var service in Part(file, "services").Select(it => it.Value).OfType<JsonObject>())
            foreach (var name in new[] { "environment", "labels" }.Where(service.ContainsKey))
                service[name] = ComposeFiles.AsMapping(service[name]);
        return file;
    }

    static object? Plain(JsonNode? node) => node switch
    {
        JsonObject mapping => new SortedDictionary<string, object?>(mapping.ToDictionary(it => it.Key, it => Plain(it.Value)), StringComparer.Ordinal),
        JsonArray sequence => sequence.Select(Plain).ToList(),
        null => null,
        _ => node.GetValue<string>(),
    };
}
