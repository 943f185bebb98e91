using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Inventory.Docker;
using HomeLab.Inventory.Publishing;
using HomeLab.Inventory.Resources;
using HomeLab.Komodo.Servers;
using HomeLab.Komodo.Stacks;
using HomeLab.Komodo.Syncs;

namespace HomeLab.Inventory.Komodo;

/// <summary>
/// Turns what a look at a Core showed into resources. Of files and environments nothing is kept, since they hold secrets; of what is
/// measured nothing, since it changes at every look.
/// </summary>
sealed class KomodoResources
{
    public const string LatestUpdate = "latestUpdate";

    static readonly Dictionary<string, string> NoLabels = [];

    readonly string core;
    readonly KomodoReading reading;
    readonly KnownCore known;
    readonly Dictionary<string, IReadOnlyList<ServerContainer>> containers;

    KomodoResources(string core, KomodoReading reading, KnownCore known)
    {
        (this.core, this.reading, this.known) = (core, reading, known);
        // Of a server that is not reached nobody knows what runs there now: it is what it was.
        containers = (reading.Servers ?? []).ToDictionary(it => it.Id, it => reading.Containers.TryGetValue(it.Id, out var listed) ? Of(listed) : known.ContainersOf(it.Id));
    }

    /// <param name="core">What the lab calls it.</param>
    public static IReadOnlyList<ObservedResource> Of(string core, KomodoReading reading, KnownCore known)
    {
        var resources = new KomodoResources(core, reading, known);
        return
        [
            resources.OfCore(), .. (reading.Servers ?? []).Select(resources.Of), .. (reading.Stacks ?? []).Select(resources.Of),
            .. (reading.Syncs ?? []).Select(resources.Of),
        ];
    }

    /// <returns><c>server</c>, <c>stack</c> or <c>sync</c>; empty: the Core itself.</returns>
    public static string TypeOf(string address) => address.Split('/').ElementAtOrDefault(2) ?? "";

    public static bool IsCore(string address) => TypeOf(address).Length == 0;

    ObservedResource OfCore() => new(
        $"komodo/{core}", reading.Info.PublicKey ?? "", "komodo.core", core, "", "", NoLabels,
        new JsonObject
        {
            ["type"] = "core",
            ["version"] = reading.Version.Text,
            ["title"] = reading.Info.Title,
            [LatestUpdate] = Later(known.LatestUpdate, (reading.Updates ?? []).Select(it => (DateTimeOffset?)it.StartedAt).Max())?.ToString("O", CultureInfo.InvariantCulture),
        }.ToJsonString());

    ObservedResource Of(Server server) => new(
        Address("server", server.Name), server.Id, "komodo.server", server.Name, server.Info.State, "", NoLabels,
        new JsonObject
        {
            ["type"] = "server",
            ["template"] = server.Template,
            ["address"] = server.Info.Address,
            ["version"] = server.IsReached ? server.Info.Version : null,
            ["region"] = server.Info.Region,
            ["containers"] = new JsonArray([.. containers[server.Id].Select(it => it.ToFacts())]),
        }.ToJsonString());

    ObservedResource Of(Stack stack)
    {
        var document = reading.Documents.GetValueOrDefault(stack.Id);
        var sharing = Sharing(stack, document).ToList();
        return new ObservedResource(
            Address("stack", stack.Name), stack.Id, "komodo.stack", stack.Name, stack.Info.State, "", NoLabels,
            new JsonObject
            {
                ["type"] = "stack",
                ["template"] = stack.Template,
                ["server"] = ServerOf(stack),
                ["project"] = document?.Project,
                ["source"] = SourceOf(stack.Info),
                ["repo"] = stack.Info.Repo,
                ["linkedRepo"] = stack.Info.LinkedRepo,
                ["branch"] = stack.Info.Branch,
                ["directory"] = document?.Config.RunDirectory,
                ["files"] = Texts(document?.Config.FilePaths ?? []),
                ["deployed"] = stack.Info.DeployedHash,
                ["latest"] = stack.Info.LatestHash,
                ["missingFiles"] = Texts(stack.Info.MissingFiles.Order(StringComparer.Ordinal)),
                ["autoUpdate"] = document?.Config.AutoUpdate,
                ["services"] = new JsonArray([.. stack.Info.Services.OrderBy(it => it.Service, StringComparer.Ordinal).Select(it => new JsonObject
                {
                    ["service"] = it.Service,
                    ["image"] = it.Image,
                    ["updateAvailable"] = it.UpdateAvailable,
                })]),
                ["sharesProjectWith"] = Texts(sharing),
                // Which of two stacks made the containers of one project nobody can tell.
                ["containers"] = new JsonArray([.. (sharing.Count > 0 ? [] : ContainersOf(stack, document)).Select(it => it.Labelled(new() { ["id"] = it.Id, ["service"] = it.Service }))]),
            }.ToJsonString());
    }

    ObservedResource Of(ResourceSync sync) => new(
        Address("sync", sync.Name), sync.Id, "komodo.sync", sync.Name, sync.Info.State, "", NoLabels,
        new JsonObject
        {
            ["type"] = "sync",
            ["template"] = sync.Template,
            ["repo"] = sync.Info.Repo,
            ["linkedRepo"] = sync.Info.LinkedRepo,
            ["branch"] = sync.Info.Branch,
            ["files"] = Texts(sync.Info.ResourcePath),
            ["managed"] = sync.Info.Managed,
            ["carriedOut"] = sync.Info.LastSyncHash,
        }.ToJsonString());

    IEnumerable<ServerContainer> ContainersOf(Stack stack, StackDocument? document) => document is null || stack.Template
        ? []
        : (containers.TryGetValue(stack.Info.ServerId, out var there) ? there : known.ContainersOf(stack.Info.ServerId))
            .Where(it => it.Project == document.Project).OrderBy(it => it.Service, StringComparer.Ordinal).ThenBy(it => it.Id, StringComparer.Ordinal);

    /// <summary>The other stacks of its server that Compose knows by the same name.</summary>
    IEnumerable<string> Sharing(Stack stack, StackDocument? document) => stack.Info.ServerId.Length == 0 || stack.Template || document is null
        ? []
        : reading.Stacks!.Where(it => it.Id != stack.Id && !it.Template && it.Info.ServerId == stack.Info.ServerId
            && reading.Documents.GetValueOrDefault(it.Id)?.Project == document.Project).Select(it => it.Name).Order(StringComparer.Ordinal);

    string? ServerOf(Stack stack) => reading.Servers?.FirstOrDefault(it => it.Id == stack.Info.ServerId) is { } server
        ? Address("server", server.Name)
        : known.AddressOf(stack.Info.ServerId);

    /// <summary>In Komodo's own order of precedence.</summary>
    static string SourceOf(StackDetails stack) =>
        stack.FilesOnHost ? "host" : stack.LinkedRepo.Length > 0 || stack.Repo.Length > 0 ? "git" : stack.FileContents ? "komodo" : "";

    static IReadOnlyList<ServerContainer> Of(IEnumerable<Container> listed) =>
    [
        .. listed.Where(it => it.Id is { Length: > 0 }).Select(it => new ServerContainer(it.Id!, it.Project ?? "", it.Service ?? "", RoutesOf(it)))
            .OrderBy(it => it.Id, StringComparer.Ordinal),
    ];

    static string? RoutesOf(Container container)
    {
        var routes = ContainerResources.Kept(container.Labels ?? new Dictionary<string, string>())
            .Where(it => it.Key.StartsWith("traefik.", StringComparison.OrdinalIgnoreCase) || ObjectPolicy.IsOne(it.Key)).OrderBy(it => it.Key, StringComparer.Ordinal).ToList();
        return routes.Count == 0 ? null : new JsonObject(routes.Select(it => KeyValuePair.Create(it.Key, (JsonNode?)it.Value))).ToJsonString();
    }

    string Address(string kind, string name) => $"komodo/{core}/{kind}/{name.Replace("/", "%2F", StringComparison.Ordinal)}";

    static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;

    static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(it => JsonValue.Create(it))];
}
