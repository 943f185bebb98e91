using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf.Collections;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Secrets;
using HomeLab.Sops;
using HomeLab.Stacks.Docker.Planning;
using HomeLab.Stacks.Executing;

namespace HomeLab.Stacks.Docker;

/// <summary>What an Engine is to run of a stack, with its secrets in their places.</summary>
sealed partial record EngineWish(ComposeProject Project, RepositoryFiles Files, PlanOptions Options)
{
    const string Running = "running";
    const string Stopped = "stopped";

    /// <summary>Shorter ones stand in every line.</summary>
    const int ShortestSecret = 4;

    static readonly string[] SecretWords = ["PASS", "SECRET", "TOKEN", "KEY", "CREDENTIAL", "DSN", "AUTH"];

    /// <exception cref="ComposeException">Something in it cannot be done.</exception>
    /// <exception cref="SecretMissingException">A secret is not where the stack says.</exception>
    /// <exception cref="SopsException">An environment file cannot be decrypted.</exception>
    public static async Task<EngineWish> ReadAsync(DesiredStack stack, LookPurpose purpose, string installation, SecretReader secrets, CancellationToken cancellationToken)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, reference) in stack.Secrets)
            values[name] = (await secrets.ReadAsync(reference, cancellationToken)).TrimEnd('\n', '\r');
        var model = JsonNode.Parse(stack.ProjectJson);
        values.AddRange(await EncryptedEnvironment.ReadAsync(stack, NamesIn(model), secrets, cancellationToken));
        var project = Filled(model, values) as JsonObject ?? [];
        // Two stacks of one lab are never one project, whatever their files say.
        project["name"] = stack.Project;
        var files = new RepositoryFiles(stack.Files.Select(it => KeyValuePair.Create(it.Path, new RepositoryFile(it.Content.Memory)))) with { Variables = TextMaps.Of(values) };
        return new EngineWish(WithImages(ComposeProject.Parse(JsonSerializer.SerializeToElement(project)), stack.Images), files, new PlanOptions
        {
            Stack = $"stack/{stack.Key}",
            Installation = installation,
            IsWantedRunning = stack.State != Stopped,
            StartsStopped = stack.State == Running || purpose is LookPurpose.Deploy or LookPurpose.Restore,
            IsDeployment = purpose is LookPurpose.Deploy or LookPurpose.Restore,
            Profiles = stack.Profiles.ToHashSet(StringComparer.Ordinal),
            HostDirectory = stack.Engine.HostDirectory.Length > 0 ? stack.Engine.HostDirectory : null,
            ConfigFiles = stack.File,
        });
    }

    /// <summary>Without anything that is to run, so that all of our making is surplus.</summary>
    public EngineWish Emptied() => this with
    {
        Project = Project with { Services = Project.Services.Clear(), Networks = Project.Networks.Clear(), Volumes = Project.Volumes.Clear() },
    };

    /// <summary>A line that a container said, without the secrets that it was given.</summary>
    public string Hidden(string line)
    {
        var given = Project.Services.Values.SelectMany(it => it.PostStart.Concat(it.PreStop).SelectMany(hook => hook.Environment).Concat(it.Environment)).Where(it => SecretWords.Any(word => it.Key.Contains(word, StringComparison.OrdinalIgnoreCase))).Select(it => it.Value);
        foreach (var value in Files.Variables.Values.Concat(given).Where(it => it.Length >= ShortestSecret).OrderByDescending(it => it.Length))
            line = line.Replace(value, "…", StringComparison.Ordinal);
        return line;
    }

    static ComposeProject WithImages(ComposeProject project, MapField<string, string> images) => images.Count == 0 ? project : project with
    {
        Services = project.Services.SetItems(project.Services.Values.Where(it => images.ContainsKey(it.Key)).Select(it => KeyValuePair.Create(it.Key, it with { KeptImage = images[it.Key] }))),
    };

    static JsonNode? Filled(JsonNode? node, IReadOnlyDictionary<string, string> values) => node switch
    {
        JsonObject map => new JsonObject(map.Select(it => KeyValuePair.Create(it.Key, Filled(it.Value, values)))),
        JsonArray list => new JsonArray([.. list.Select(it => Filled(it, values))]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Placeholder().Replace(text, it => values.GetValueOrDefault(it.Groups[1].Value, ""))),
        _ => node?.DeepClone(),
    };

    static IEnumerable<string> NamesIn(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(it => NamesIn(it.Value)),
        JsonArray list => list.SelectMany(NamesIn),
        JsonValue value when value.TryGetValue<string>(out var text) => Placeholder().Matches(text).Select(it => it.Groups[1].Value),
        _ => [],
    };

    [GeneratedRegex("\uE000([^\uE000\uE001]+)\uE001")]
    private static partial Regex Placeholder();
}
