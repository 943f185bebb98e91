using System.Collections.Immutable;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Executes;

/// <summary><c>docker compose down</c>: containers and the project's networks go, volumes stay.</summary>
static class ComposeDown
{
    /// <param name="services">Empty: all, and the networks.</param>
    public static WorkResult Run(Core core, Stack stack, IReadOnlyList<string> services, bool removesOrphans, DateTimeOffset now, string stage = "Compose Command")
    {
        var known = stack.Services.Select(it => it.Name).ToHashSet();
        var removed = stack.Containers.Values.Where(it => services.Count > 0 ? services.Contains(it.Service) : removesOrphans || known.Contains(it.Service!)).ToList();
        var after = stack with { Containers = stack.Containers.RemoveRange(removed.Select(it => it.Service!)) };
        core = core.With(after);
        var networks = services.Count > 0 ? [] : Unused(core, after, removed);
        if (core.FindServer(stack.ServerId) is { } server && networks.Count > 0)
            core = core.With(server with { Networks = server.Networks.Except(networks) });
        var command = $"docker compose -p {stack.Project} down{(removesOrphans ? " --remove-orphans" : "")}{string.Concat(services.Select(it => " " + it))}";
        string[] said = [.. removed.Select(it => $" Container {it.Name}  Removed"), .. networks.Select(it => $" Network {it}  Removed")];
        return new WorkResult(core, [new UpdateLog(stage, command, "", string.Join('\n', said), true, now)], [.. removed.Select(it => $"remove {it.Name}")]);
    }

    /// <summary>Those that only it was in.</summary>
    static ImmutableHashSet<string> Unused(Core core, Stack stack, IEnumerable<Container> removed)
    {
        var own = removed.SelectMany(it => it.Networks).Where(it => it.StartsWith(stack.Project + "_", StringComparison.Ordinal)).ToImmutableHashSet();
        return own.IsEmpty || core.FindServer(stack.ServerId) is not { } server ? own : own.Except(core.ContainersOf(server).SelectMany(it => it.Networks));
    }
}
