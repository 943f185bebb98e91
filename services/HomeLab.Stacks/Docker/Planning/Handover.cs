namespace HomeLab.Stacks.Docker.Planning;

/// <summary>
/// Plans the end of the container that this process runs in: only beside a successor that is healthy, and whose process goes on from there.
/// </summary>
sealed class Handover(ComposeProject project, ObservedProject observed, PlanOptions options, PlanDraft draft)
{
    readonly Readiness readiness = new(project, observed);
    readonly HookPlanner hooks = new(observed, options.IsDeployment, draft);

    public bool IsOwn(ObservedContainer container) => container.Id == options.OwnContainer;

    /// <param name="after">The step that starts the successor; empty: it runs.</param>
    public void Plan(Slot slot, ObservedContainer old, string after)
    {
        if (slot.Service.Networking.Ports.Any(it => it.Published.Length > 0))
            Refuse(slot, "ports", "its successor cannot open the same ports beside it", "publish none");
        if (readiness.Of(slot.Service) != ReadyCondition.Healthy)
            Refuse(slot, "healthcheck", "nothing tells whether its successor works", "declare one that asks for /health/ready");
        var stop = PlanDraft.On(old, StepAction.Stop, $"{slot.Name} goes on in its place") with
        {
            After = [after],
            Waits = [new StepWait(slot.Name, ReadyCondition.Healthy)],
            GraceSeconds = (int?)slot.Service.StopGracePeriod?.TotalSeconds,
        };
        draft.Add(hooks.BeforeStop(slot.Service, old, stop));
    }

    void Refuse(Slot slot, string setting, string because, string instead) => draft.Problems.Add(new ComposeProblem(
        $"services.{slot.Service.Key}.{setting}", $"HomeLab's Stacks service runs in it, and {because}", $"{instead}, or deploy this stack by `docker compose up -d` or through Komodo"));
}
