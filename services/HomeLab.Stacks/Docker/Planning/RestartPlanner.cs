using HomeLab.Stacks.Executing;

namespace HomeLab.Stacks.Docker.Planning;

/// <summary>Tells what of a project is to be restarted, each after those that it depends on and once they are ready again. Pure.</summary>
/// <remarks>A run is known by its start: what has another one than the restart noted was restarted already, by whomever.</remarks>
static class RestartPlanner
{
    public static ProjectPlan Plan(ComposeProject project, ObservedProject observed, Restart restart)
    {
        var draft = new PlanDraft();
        if (restart.Service.Length > 0 && !project.Services.ContainsKey(restart.Service))
        {
            draft.Problems.Add(new ComposeProblem("services", $"there is no service {restart.Service}", $"name one of {string.Join(", ", project.Services.Keys)}"));
            return draft.ToPlan();
        }
        var readiness = new Readiness(project, observed);
        var hooks = new HookPlanner(observed, isDeployment: false, draft);
        var services = ProjectPlanner.InOrder(project);
        var followers = FollowersOf(services, restart.Service);
        var steps = services.ToDictionary(it => it.Key, _ => new List<string>(), StringComparer.Ordinal);
        var chosen = services.ToDictionary(
            it => it.Key,
            it => Slot.Of(project.Name, it, observed.Containers).Select(slot => slot.Current).OfType<ObservedContainer>().Where(IsChosen).ToList(), StringComparer.Ordinal);
        foreach (var service in services)
        {
            var before = ServiceLinks.Before(service).Where(chosen.ContainsKey).ToList();
            var waits = service.DependsOn.Where(it => chosen.ContainsKey(it.Service)).SelectMany(it => chosen[it.Service].Select(on => new StepWait(on.Name, it.Condition))).ToArray();
            foreach (var container in chosen[service.Key])
            {
                draft.Gate.Add(new StepWait(container.Name, readiness.Of(service)));
                if (restart.Runs is not null && restart.Runs[container.Id] != container.StartedAt)
                {
                    steps[service.Key].AddRange(hooks.Owed(service, container));
                    continue;
                }
                var step = PlanDraft.On(container, StepAction.Restart, "a person asked for it") with
                {
                    After = [.. before.SelectMany(it => steps[it])],
                    Waits = waits,
                    GraceSeconds = (int?)service.StopGracePeriod?.TotalSeconds,
                };
                steps[service.Key].Add(draft.Add(hooks.BeforeStop(service, container, step)));
                steps[service.Key].AddRange(hooks.AfterStart(service, step));
            }
        }
        return draft.ToPlan();

        bool IsChosen(ObservedContainer container) => restart.Runs is { } runs ? runs.ContainsKey(container.Id)
            : restart.Service.Length == 0 ? container.IsRunning
            : container.Service == restart.Service || (container.IsRunning && followers.Contains(container.Service));
    }

    /// <summary>Services that ask to be restarted with it, and those that share a namespace of its containers, which ends with them.</summary>
    static HashSet<string> FollowersOf(IReadOnlyList<ComposeService> inOrder, string service)
    {
        var followers = new HashSet<string>(StringComparer.Ordinal) { service };
        foreach (var other in inOrder.Where(it => it.DependsOn.Where(on => on.Restarts).Select(on => on.Service).Concat(ServiceLinks.Shared(it)).Any(followers.Contains)))
            followers.Add(other.Key);
        return followers;
    }
}
