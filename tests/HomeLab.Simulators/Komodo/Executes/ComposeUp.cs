using System.Collections.Immutable;
using HomeLab.Simulators.Komodo.Compose;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Executes;

/// <summary><c>docker compose up -d</c>: makes what is missing, makes anew what changed, leaves the rest alone.</summary>
/// <remarks>What it did before it failed stays done.</remarks>
sealed class ComposeUp(WorkOrder order, ComposeProject project)
{
    readonly IReadOnlyList<ComposeService> chosen = Chosen(order, project);
    readonly List<string> said = [];
    readonly List<string> effects = [];
    Stack stack = order.Stack;
    Core core = order.Core;

    public Core Core => core.With(stack);

    public IReadOnlyList<string> Effects => effects;

    /// <summary>As Docker tells it.</summary>
    public string Progress => string.Join('\n', said);

    /// <exception cref="ComposeFailure">In Docker's words.</exception>
    public void Run(bool removesOrphans)
    {
        var server = core.FindServer(stack.ServerId)!;
        if (project.ExternalNetworks.Find(it => !server.Networks.Contains(it)) is { } network)
            throw new ComposeFailure($"network {network} declared as external, but could not be found");
        if (project.ExternalVolumes.Find(it => !server.Volumes.Contains(it)) is { } volume)
            throw new ComposeFailure($"external volume \"{volume}\" not found");
        core = LocalImages.PullMissing(core, server, chosen);
        server = core.FindServer(stack.ServerId)!;
        core = core.With(server with { Networks = server.Networks.Union(project.Networks), Volumes = server.Volumes.Union(project.Volumes) });
        said.AddRange(project.Networks.Where(it => !server.Networks.Contains(it)).Select(it => $" Network {it}  Created"));
        Orphans(removesOrphans);
        foreach (var service in chosen)
            Place(service, server.Images[service.Image]);
        foreach (var service in chosen)
            Start(service);
    }

    /// <summary>Also what those that are asked for depend on.</summary>
    static List<ComposeService> Chosen(WorkOrder order, ComposeProject project)
    {
        var names = new HashSet<string>();
        // Each comes after what it depends on, so that backwards one pass finds all.
        foreach (var service in Enumerable.Reverse(project.Services).Where(it => order.Concerns(it.Name) || names.Contains(it.Name)))
            names.UnionWith(service.After.Prepend(service.Name));
        return [.. project.Services.Where(it => names.Contains(it.Name))];
    }

    void Orphans(bool removes)
    {
        var orphans = stack.Containers.Values.Where(it => project.Services.TrueForAll(service => service.Name != it.Service)).ToList();
        if (orphans.Count == 0)
            return;
        if (!removes)
        {
            said.Add($"Found orphan containers ([{string.Join(' ', orphans.Select(it => it.Name))}]) for this project. If you removed or renamed this service in your compose file, you can run this command with the --remove-orphans flag to clean it up.");
            return;
        }
        stack = stack with { Containers = stack.Containers.RemoveRange(orphans.Select(it => it.Service!)) };
        orphans.ForEach(it => Done("remove", it.Name, "Removed"));
    }

    void Place(ComposeService service, string digest)
    {
        var before = stack.Containers.GetValueOrDefault(service.Name);
        if (before is not null && before.Name == service.ContainerName && before.Digest == digest && before.Labels.GetValueOrDefault(Container.HashLabel) == service.Hash)
            return;
        RefuseTakenName(service);
        stack = stack.With(new Container(
            Ids.Container(stack.Id, service.Name, order.Incarnation), service.ContainerName, service.Image, "created",
            service.Labels.SetItem(Container.ProjectLabel, project.Name).SetItem(Container.ServiceLabel, service.Name).SetItem(Container.HashLabel, service.Hash))
        {
            Digest = digest,
            Networks = service.Networks,
            Volumes = service.Volumes,
            CreatedAt = order.Now,
        });
        Done(before is null ? "create" : "recreate", service.ContainerName, before is null ? "Created" : "Recreated");
    }

    /// <summary>Others' containers are looked through only for names that are not made of the project's.</summary>
    void RefuseTakenName(ComposeService service)
    {
        var isOrdinary = service.ContainerName == $"{project.Name}-{service.Name}-1";
        var other = core.FindServer(stack.ServerId)!.Containers.Find(it => it.Name == service.ContainerName)
            ?? (isOrdinary ? null : core.Stacks.Values.Where(it => it.Id != stack.Id && it.ServerId == stack.ServerId).SelectMany(it => it.Containers.Values).FirstOrDefault(it => it.Name == service.ContainerName));
        if (other is not null)
            throw new ComposeFailure($"Error response from daemon: Conflict. The container name \"/{other.Name}\" is already in use by container \"{other.Id}\". You have to remove (or rename) that container to be able to reuse that name.");
    }

    void Start(ComposeService service)
    {
        var container = stack.Containers[service.Name];
        if (container.State is "running" or "restarting" or "paused")
            return;
        if (service.HealthyFirst.Find(it => stack.Containers.GetValueOrDefault(it) is { State: not "running" } or { Health: "unhealthy" }) is { } sick)
            throw new ComposeFailure($"dependency failed to start: container {stack.Containers[sick].Name} is unhealthy");
        var image = core.ImageOf(container.Image);
        stack = stack.With(container with { State = image.State, Health = image.Health ?? (service.IsLookedAfter ? "healthy" : null) });
        if (container.State != "created")
            effects.Add($"start {container.Name}");
        said.Add($" Container {container.Name}  Started");
    }

    void Done(string action, string name, string word)
    {
        effects.Add($"{action} {name}");
        said.Add($" Container {name}  {word}");
    }
}
