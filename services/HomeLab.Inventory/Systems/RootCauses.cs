using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Graph;

namespace HomeLab.Inventory.Systems;

/// <summary>
/// Tells what fails by itself from what fails with it, by what the catalogue says systems need and by what their objects hang on. Pure.
/// </summary>
sealed class RootCauses
{
    /// <summary>Of these the graph tells what of them fails; that another part of them does is nobody's cause.</summary>
    static readonly HashSet<string> Platforms = ["kubernetes", "docker-engine", "proxmox-ve"];

    const string Made = "consistsOf";

    readonly LabView view;
    readonly Troubles troubles;
    readonly Dictionary<string, ToldSystem> systems;
    readonly Dictionary<string, string> owners = new(StringComparer.Ordinal);
    readonly ILookup<(string Site, string Id), ToldSystem> places;
    readonly Dictionary<string, IReadOnlySet<string>> present;

    public RootCauses(LabView view, IReadOnlyList<ToldSystem> told)
    {
        (this.view, troubles) = (view, new Troubles(view));
        systems = told.ToDictionary(it => it.System.Address, StringComparer.Ordinal);
        places = told.Where(it => it.System.Entry is not null).ToLookup(it => (it.System.Site, it.System.Id));
        present = told.GroupBy(it => it.System.Site).ToDictionary(
            it => it.Key, it => (IReadOnlySet<string>)it.Select(system => system.System.Id).ToHashSet(StringComparer.Ordinal));
        foreach (var system in told.Where(it => !Platforms.Contains(it.System.Id)))
            Own(system.System);
    }

    /// <returns>Null: it fails by itself, or does not fail.</returns>
    public RootCause? Of(ToldSystem system) => system.State switch
    {
        HealthState.Unhealthy or HealthState.Degraded => Find(system, Steps),
        // What happens outside of the lab shows at nobody's containers.
        HealthState.Healthy => Find(system, address => address.StartsWith("system/", StringComparison.Ordinal) ? Needs(address) : [], IsOutside),
        _ => null,
    };

    bool IsOutside(string address) => systems.GetValueOrDefault(address)?.System.Entry?.Spec.Kind == "external-service";

    RootCause? Find(ToldSystem system, Func<string, IEnumerable<Step>> steps, Func<string, bool>? counts = null)
    {
        var start = system.System.Address;
        var ways = Search(start, steps);
        // What a part of a system suffers from is told by the system.
        var failing = ways.Keys.Where(it => it != start && (systems.ContainsKey(it) || !owners.ContainsKey(it)) && (counts?.Invoke(it) ?? true) && TroubleOf(it).Length > 0).ToList();
        if (failing.Count == 0)
            return null;
        // The nearest that nothing behind it explains; in a circle nobody can tell who began.
        var root = failing.FirstOrDefault(it => !Search(it, steps).Keys.Any(other => other != it && failing.Contains(other))) ?? failing[0];
        var path = new List<string>();
        for (var at = root; ways[at] is { } step; at = step.From)
            path.Insert(0, step.Sentence);
        return new RootCause(root, TroubleOf(root), path);
    }

    /// <returns>Everything that it hangs on, the nearest first, with the step that leads there.</returns>
    static Dictionary<string, Step?> Search(string start, Func<string, IEnumerable<Step>> steps)
    {
        var ways = new Dictionary<string, Step?>(StringComparer.Ordinal) { [start] = null };
        var waiting = new Queue<string>([start]);
        while (waiting.TryDequeue(out var next))
        {
            foreach (var step in steps(next).Where(it => ways.TryAdd(it.To, it)))
                waiting.Enqueue(step.To);
        }
        return ways;
    }

    IEnumerable<Step> Steps(string address)
    {
        if (systems.TryGetValue(address, out var system))
        {
            foreach (var step in Needs(address))
                yield return step;
            if (address.StartsWith("system/", StringComparison.Ordinal))
            {
                foreach (var part in system.System.Objects)
                    yield return new Step(address, part.Address, $"{system.System.Name} consists of {part.Address}");
                yield break;
            }
        }
        if (owners.TryGetValue(address, out var owner) && owner != address)
            yield return new Step(address, owner, $"{address} is of {systems[owner].System.Name}");
        foreach (var edge in view.Graph.Leaving(address))
        {
            // Of alternatives, and of what only degrades, what works explains nothing; but what a controller made leads on.
            if (edge.Bond == Bond.Requires || (edge.Bond != Bond.BelongsTo && (edge.Kind == Made || TroubleOf(edge.To).Length > 0)))
                yield return new Step(address, edge.To, $"{address} {edge.Kind} {edge.To} ({edge.Rule}: {edge.Evidence})");
        }
    }

    IEnumerable<Step> Needs(string address)
    {
        var system = systems[address].System;
        if (system.Entry is null)
            yield break;
        foreach (var id in SystemDependencies.Of(view.Catalog, system.Id, system.Platform, present[system.Site])
            .Where(it => !system.Brings.Contains(it) && (system.Objects.Count == 0 || !Platforms.Contains(it))))
        {
            var needed = places[(system.Site, id)].FirstOrDefault()
                // One that is somewhere else may be another one; what is outside of the lab is the same for all.
                ?? systems.Values.FirstOrDefault(it => it.System.Id == id && it.System.Entry!.Spec.Kind == "external-service");
            if (needed is not null)
                yield return new Step(address, needed.System.Address, $"{system.Name} requires {needed.System.Name} (catalogue)");
        }
    }

    /// <summary>Of a system are its objects and what those made.</summary>
    void Own(JudgedSystem system)
    {
        var waiting = new Queue<string>(system.Objects.Select(it => it.Address));
        while (waiting.TryDequeue(out var next))
        {
            if (!owners.TryAdd(next, system.Address))
                continue;
            foreach (var edge in view.Graph.Leaving(next).Where(it => it.Kind == Made))
                waiting.Enqueue(edge.To);
        }
    }

    string TroubleOf(string address) => systems.TryGetValue(address, out var system) && system.System.Entry is not null
        ? system.State == HealthState.Unhealthy ? $"{system.System.Name} is unhealthy: {system.System.Verdict.Because.FirstOrDefault()?.Reason}" : ""
        : troubles.Of(address);

    sealed record Step(string From, string To, string Sentence);
}
