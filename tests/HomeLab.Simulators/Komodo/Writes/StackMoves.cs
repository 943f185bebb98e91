using System.Collections.Immutable;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Writes;

/// <summary>Whose containers are whose when a stack comes, goes, or is given to another server.</summary>
static class StackMoves
{
    /// <summary>Takes what runs on its server under the name of its project.</summary>
    public static (Core Core, Stack Stack) Adopted(Core core, Stack stack)
    {
        if (core.FindServer(stack.ServerId) is not { } server)
            return (core, stack);
        var found = server.Containers.Where(it => it.Project == stack.Project && it.Service is { } service && !stack.Containers.ContainsKey(service)).ToList();
        return found.Count == 0
            ? (core, stack)
            : (core.With(server with { Containers = server.Containers.RemoveRange(found) }), found.Aggregate(stack, (it, container) => it.With(container)));
    }

    /// <summary>Leaves what runs where it runs, as nobody's.</summary>
    public static Core Abandoned(Core core, Stack stack) => core.FindServer(stack.ServerId) is { } server && stack.Containers.Count > 0
        ? core.With(server with { Containers = server.Containers.AddRange(stack.Containers.Values) })
        : core;

    public static (Core Core, Stack Stack) Reconfigured(Core core, Stack before, Stack after) => before.ServerId == after.ServerId
        ? (core, after)
        : Adopted(Abandoned(core, before), after with { Containers = ImmutableSortedDictionary<string, Container>.Empty });
}
