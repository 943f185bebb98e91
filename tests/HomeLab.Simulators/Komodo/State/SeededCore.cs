using System.Collections.Immutable;
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
            core = core with { Servers = core.Servers.Add(new Server(id, server.Name, server.Address, server.State, [.. server.Containers.Select(it => Of(id, it))])) };
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
        var number = core.NextNumber.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var project = seed.Project.Length > 0 ? seed.Project : seed.Name;
        var id = Ids.Document(name, "stack", seed.Name, number);
        var stack = new Stack(
            id, seed.Name, core.FindServer(seed.Server)?.Id ?? "", seed.Project, seed.IsDeployed ? project : null,
            [.. seed.Services.Select(it => new Service(it.Name, it.Image, it.IsUpdateAvailable, seed.IsDeployed && it.ContainerState.Length > 0 ? Of(id, project, it) : null))],
            ConfigOf(seed), [.. seed.FilePaths])
        {
            LatestHash = seed.Repo.Length > 0 ? Commit : null,
            DeployedHash = seed.Repo.Length > 0 && seed.IsDeployed ? Commit : null,
        };
        var made = new Update(Ids.Document(name, "update", number), "CreateStack", "Stack", id, "admin", now, now, true, "");
        return core.With(stack).With(made) with { NextNumber = core.NextNumber + 1 };
    }

    /// <param name="incarnation">Another for each time that it is made anew.</param>
    public static Container ContainerOf(string stack, string project, string service, string image, string incarnation, string id = "", string state = "running") => new(
        id.Length > 0 ? id : Ids.Container(stack, service, incarnation), $"{project}-{service}-1", image, state,
        ImmutableSortedDictionary<string, string>.Empty.Add("com.docker.compose.project", project).Add("com.docker.compose.service", service));

    static Container Of(string stack, string project, ServiceSeed service) =>
        ContainerOf(stack, project, service.Name, service.Image, "first", service.ContainerId, service.ContainerState);

    static Container Of(string server, ContainerSeed seed) =>
        new(seed.Id.Length > 0 ? seed.Id : Ids.Container(server, seed.Name), seed.Name, seed.Image, seed.State, seed.Labels.ToImmutableSortedDictionary());

    static ImmutableSortedDictionary<string, string> ConfigOf(StackSeed seed)
    {
        var config = new Dictionary<string, string>(seed.Config)
        {
            ["repo"] = seed.Repo,
            ["branch"] = seed.Branch,
            ["run_directory"] = seed.RunDirectory,
            ["files_on_host"] = seed.IsOnHost ? "true" : "false",
        };
        if (seed.Repo.Length == 0 && !seed.IsOnHost)
            config.TryAdd("file_contents", "services:\n" + string.Concat(seed.Services.Select(it => $"  {it.Name}:\n    image: {it.Image}\n")));
        return config.ToImmutableSortedDictionary();
    }
}
