using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Executes;

/// <summary>What Compose does with containers that are there.</summary>
static class ComposeCommand
{
    const string Stage = "Compose Command";

    /// <param name="verb"><c>start</c>, <c>restart</c>, <c>stop</c>, <c>pause</c> or <c>unpause</c>.</param>
    public static WorkResult Run(WorkOrder order, string verb)
    {
        var (core, stack) = (order.Core, order.Stack);
        var command = $"docker compose -p {stack.Project} {verb}{string.Concat(order.Services.Select(it => " " + it))}";
        if (stack.Containers.IsEmpty)
            return Failed($"no container found for project \"{stack.Project}\": not found");
        if (order.Services.Find(it => !stack.Containers.ContainsKey(it)) is { } unknown)
            return Failed($"no such service: {unknown}");
        var changed = stack.Containers.Values.Where(it => order.Concerns(it.Service!)).Select(it => (Before: it, After: After(core, it, verb)))
            .Where(it => it.Before.State != it.After.State || verb == "restart").ToList();
        var after = changed.Aggregate(stack, (state, it) => state.With(it.After));
        var said = string.Join('\n', changed.Select(it => $" Container {it.After.Name}  {Done(verb)}"));
        return new WorkResult(core.With(after), [new UpdateLog(Stage, command, "", said, true, order.Now)], [.. changed.Select(it => $"{verb} {it.After.Name}")]);

        WorkResult Failed(string why) => new(core, [new UpdateLog(Stage, command, "", why, false, order.Now)], []);
    }

    static Container After(Core core, Container it, string verb) => (verb, it.State) switch
    {
        ("restart", _) or ("start", "exited" or "created" or "dead") => it with { State = core.ImageOf(it.Image).State },
        ("stop", not "created") => it with { State = "exited" },
        ("pause", "running") => it with { State = "paused" },
        ("unpause", "paused") => it with { State = "running" },
        _ => it,
    };

    static string Done(string verb) => verb switch { "stop" => "Stopped", "pause" => "Paused", "unpause" => "Unpaused", _ => "Started" };
}
