namespace HomeLab.Simulators.Komodo.State;

/// <summary>What a Core makes, as it starts, of what its end interrupted.</summary>
static class RestartedCore
{
    public static Core Of(Core core, DateTimeOffset now)
    {
        core = core.Updates.Where(update => update.EndedAt is null).ToList()
            .Aggregate(core, (state, update) => state.With(update.Ended(now, UpdateLog.Failed("Komodo shutdown", "Komodo shutdown during execution.", now))));
        return core.Stacks.Values.Where(stack => stack.Doing is not null || stack.IsPulling).ToList()
            .Aggregate(core, (state, stack) => state.With(stack with { Doing = null, IsPulling = false }));
    }
}
