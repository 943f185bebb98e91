using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Configs;
using HomeLab.Simulators.Komodo.Seeds;

namespace HomeLab.Simulators.Komodo.State;

/// <summary>Makes a Core of its seed.</summary>
static class SeededCore
{
    const string Commit = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    public static Core Of(CoreSeed seed, DateTimeOffset now)
    {
        var core = new Core(seed.Version, Convert.ToBase64String(Convert.FromHexString(Ids.Container(seed.Name, "key"))));
        foreach (var server in seed.Servers)
        {
            var id = Ids.Document(seed.Name, "server", server.Name);
            core = core with { Servers = core.Servers.Add(new Server(id, server.Name, server.Address, server.State, [.. server.Containers.Select(it => Of(id, it))]) { Networks = [.. server.Networks], Volumes = [.. server.Volumes] }) };
        }
        core = core with
        {
            Syncs = [.. seed.Syncs.Select(it => new Sync(Ids.Document(seed.Name, "sync", it.Name), it.Name, it.Repo, it.Branch, [.. it.ResourcePath], it.IsManaged, it.State))],
        };
        return seed.Stacks.Aggregate(core, (state, stack) => Add(state, seed.Name, stack, now));
    }

    /// <summary>A stack that somebody makes now; another than any before of its name.</summary>
    public static Core Add(Core core, string name, StackSeed seed, DateTimeOffset now)
    {
        var stack = new Stack(
            Ids.Document(name, "stack", seed.Name, core.NextNumber.ToString(System.Globalization.CultureInfo.InvariantCulture)), seed.Name,
            StackConfig.Merge(ImmutableDictionary<string, System.Text.Json.JsonElement>.Empty, ConfigOf(core, seed), core, Release.Parse(core.Version)!));
        var services = seed.Services.Select(it => new ServiceName(it.Name, $"{stack.FreshProject}-{it.Name}", it.Image, it.IsUpdateAvailable)).ToImmutableList();
        stack = stack with
        {
            Findings = new Findings
            {
                LatestServices = services,
                LatestHash = seed.Repo.Length > 0 ? Commit : null,
                DeployedProject = seed.IsDeployed ? stack.FreshProject : null,
                DeployedServices = seed.IsDeployed ? services : null,
                DeployedContents = seed.IsDeployed ? [StackFile.Compose("compose.yaml", stack["file_contents"])] : null,
                DeployedHash = seed.IsDeployed && seed.Repo.Length > 0 ? Commit : null,
            },
        };
        foreach (var service in seed.Services.Where(it => seed.IsDeployed && it.ContainerState.Length > 0))
            stack = stack.With(ContainerOf(stack.Id, stack.Project, service.Name, service.Image, "first", service.ContainerId, service.ContainerState));
        return core.With(stack).With(core.NewUpdate("CreateStack", "Stack", stack.Id, "admin", now).Ended(now)) with { NextNumber = core.NextNumber + 1 };
    }

    /// <param name="incarnation">Another for each time that it is made anew.</param>
    public static Container ContainerOf(string stack, string project, string service, string image, string incarnation, string id = "", string state = "running") => new(
        id.Length > 0 ? id : Ids.Container(stack, service, incarnation), $"{project}-{service}-1", image, state,
        ImmutableSortedDictionary<string, string>.Empty.Add(Container.ProjectLabel, project).Add(Container.ServiceLabel, service))
    {
        Digest = new RegistryImage(image).ActualDigest,
    };

    static Container Of(string server, ContainerSeed seed) =>
        new(seed.Id.Length > 0 ? seed.Id : Ids.Container(server, seed.Name), seed.Name, seed.Image, seed.State, seed.Labels.ToImmutableSortedDictionary());

    static JsonObject ConfigOf(Core core, StackSeed seed)
    {
        var config = new JsonObject
        {
            ["server"] = core.FindServer(seed.Server)?.Id ?? "",
            ["project_name"] = seed.Project,
            ["repo"] = seed.Repo,
            ["branch"] = seed.Branch,
            ["run_directory"] = seed.RunDirectory,
            ["files_on_host"] = seed.IsOnHost,
            ["file_paths"] = new JsonArray([.. seed.FilePaths.Select(path => JsonValue.Create(path))]),
        };
        if (seed.Repo.Length == 0 && !seed.IsOnHost && seed.Services.Count > 0)
            config["file_contents"] = "services:\n" + string.Concat(seed.Services.Select(it => $"  {it.Name}:\n    image: {it.Image}\n"));
        foreach (var (field, value) in seed.Config)
            config[field] = StackFields.All.GetValueOrDefault(field)?.Kind == FieldKind.Flag ? value == "true" : value;
        return config;
    }
}
