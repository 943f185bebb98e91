namespace HomeLab.Stacks.Docker.Planning;

/// <summary>Plans the commands that services want run after a start and before a stop of ours, none twice.</summary>
/// <param name="isDeployment">Whether what failed before is tried once more.</param>
sealed class HookPlanner(ObservedProject observed, bool isDeployment, PlanDraft draft)
{
    /// <returns>The steps after which the container has been started in full.</returns>
    public IReadOnlyList<string> AfterStart(ComposeService service, StackStep start) =>
        Add(service.PostStart, 0, HookPhase.PostStart, start, "it has started", [start.Id], []);

    /// <summary>Those that a start of ours left to be run.</summary>
    public IReadOnlyList<string> Owed(ComposeService service, ObservedContainer container)
    {
        if (container.State != ContainerState.Running
            || Of(container, HookPhase.PostStart) is not { IsFinished: false } owed || owed.Run == container.StartedAt || owed.Done >= service.PostStart.Count)
        {
            return [];
        }
        if (owed.Failure.Length > 0)
        {
            if (owed.IsCurrent)
                draft.Failure ??= owed.Failure;
            else if (!isDeployment)
                draft.Notes.Add($"{owed.Failure} It is not run again before the container is started anew");
            if (owed.IsCurrent || !isDeployment)
                return [];
        }
        var started = PlanDraft.On(container, StepAction.Exec, "") with { StartedAt = owed.Run };
        return Add(service.PostStart, owed.Done, HookPhase.PostStart, started, "it has started", [], []);
    }

    /// <summary>The stop, or restart, with what has to be run before it.</summary>
    public StackStep BeforeStop(ComposeService? service, ObservedContainer container, StackStep stop)
    {
        if (service is null || container.State != ContainerState.Running)
            return stop;
        var known = Of(container, HookPhase.PreStop) is { IsCurrent: true } progress && progress.Run == container.StartedAt ? progress : null;
        if (known is { Failure.Length: > 0 })
            draft.Failure ??= known.Failure;
        return Add(service.PreStop, known?.Done ?? 0, HookPhase.PreStop, stop, "it is to be stopped", stop.After, stop.Waits) is [.., var last]
            ? stop with { After = [.. stop.After, last] }
            : stop;
    }

    HookProgress? Of(ObservedContainer container, HookPhase phase) => observed.Hooks.FirstOrDefault(it => it.Container == container.Id && it.Phase == phase);

    List<string> Add(IReadOnlyList<ServiceHook> hooks, int from, HookPhase phase, StackStep around, string because, IReadOnlyList<string> after, IReadOnlyList<StepWait> waits)
    {
        var added = new List<string>();
        for (var number = from; number < hooks.Count; number++)
        {
            var call = new HookCall(phase, number, number == hooks.Count - 1, ServiceHash.Of(hooks[number]));
            added.Add(draft.Add(new StackStep
            {
                Id = PlanDraft.IdOf(StepAction.Exec, StepKind.Container, around.Name, call.ToString()),
                Action = StepAction.Exec,
                Kind = StepKind.Container,
                Name = around.Name,
                Service = around.Service,
                Number = around.Number,
                ExpectedId = around.ExpectedId,
                StartedAt = around.StartedAt,
                Hash = around.Hash,
                Hook = call,
                Because = $"{call} of {around.Service}: {because}",
                After = added.Count > 0 ? [added[^1]] : after,
                Waits = waits,
            }));
        }
        return added;
    }
}
