namespace HomeLab.Stacks.Docker.Planning;

/// <summary>Tells what is to be done at one Engine so that a project runs as it is wished, and nothing beyond that.</summary>
/// <remarks>
/// <para>What is equal is not touched: a second plan over what the first made is empty. Volumes are never removed or made anew.</para>
/// <para>A container is replaced by one beside it: it is put aside by name, stopped when the new one can start, and goes when everything is
/// healthy. Until then <see cref="Rollback"/> brings it back.</para>
/// <para>What other programs made under the project's labels is adopted where it equals the wish, and never removed.</para>
/// </remarks>
static class ProjectPlanner
{
    public static ProjectPlan Plan(ComposeProject project, RepositoryFiles files, ObservedProject observed, PlanOptions options)
    {
        var draft = new PlanDraft();
        draft.Notes.AddRange(project.Notes);
        var services = InOrder(project);
        if (!options.IsWantedRunning)
        {
            StopAll(services, observed, new HookPlanner(observed, options.IsDeployment, draft), draft);
            return draft.ToPlan();
        }
        var enabled = services.Where(it => it.Profiles.Count == 0 || it.Profiles.Any(options.Profiles.Contains)).ToArray();
        var keys = enabled.Select(it => it.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var service in enabled)
        {
            draft.Problems.AddRange(DeliveredFiles.Problems(project, service, files, options.HostDirectory));
            draft.Problems.AddRange(service.DependsOn.Where(it => it.IsRequired && !keys.Contains(it.Service)).Select(it => new ComposeProblem(
                $"services.{service.Key}.depends_on", $"{it.Service} belongs to a profile that is not enabled", "enable its profile, or set `required: false`")));
        }
        var resources = new ResourcePlanner(project, observed, draft);
        resources.Plan(enabled);
        // What follows looks up what is missing here.
        if (draft.Problems.Count > 0)
            return draft.ToPlan();
        var containers = new ContainerPlanner(project, files, observed, options, resources, draft);
        var surplus = Surplus(project, keys, observed, options, draft);
        var hooks = new HookPlanner(observed, options.IsDeployment, draft);
        containers.Leaving = [.. surplus.Where(it => it.IsRunning).Select(it =>
            draft.Add(hooks.BeforeStop(project.Services.GetValueOrDefault(it.Service), it, PlanDraft.On(it, StepAction.Stop, WhyNot(project, it)))))];
        foreach (var service in enabled)
            containers.Plan(service, keys);
        Retire(project, containers, surplus, draft);
        return draft.ToPlan();
    }

    /// <summary>Brings back what was put aside: what took its place is stopped and removed, it gets its name again and starts.</summary>
    /// <remarks>Only what is still aside can be brought back; what a finished deployment removed is deployed again from its old wish.</remarks>
    public static ProjectPlan Rollback(ObservedProject observed)
    {
        var draft = new PlanDraft();
        const string because = "the deployment failed, and what ran before it is brought back";
        foreach (var aside in observed.Containers.Where(it => it.IsAside)
            .OrderBy(it => it.Service, StringComparer.Ordinal).ThenBy(it => it.Number))
        {
            var name = aside.Name[(aside.Id[..12].Length + 1)..];
            var gone = "";
            if (observed.Containers.FirstOrDefault(it => it.Name == name) is { } successor)
            {
                var stopped = successor.IsRunning ? draft.Add(PlanDraft.On(successor, StepAction.Stop, because)) : "";
                gone = draft.Add(PlanDraft.On(successor, StepAction.Remove, because) with { After = [stopped] });
            }
            var renamed = draft.Add(PlanDraft.On(aside, StepAction.Rename, because, name) with { After = [gone] });
            if (!aside.IsRunning)
                draft.Add(PlanDraft.On(aside, StepAction.Start, because) with { After = [renamed] });
            draft.Gate.Add(new StepWait(name, aside.Health == HealthState.None ? ReadyCondition.Started : ReadyCondition.Healthy));
        }
        return draft.ToPlan();
    }

    /// <summary>Each after those that it depends on.</summary>
    public static IReadOnlyList<ComposeService> InOrder(ComposeProject project)
    {
        var order = new List<ComposeService>();
        foreach (var service in project.Services.Values)
            Visit(service);
        return order;

        void Visit(ComposeService service)
        {
            if (order.Contains(service))
                return;
            foreach (var before in ServiceLinks.Before(service).Where(project.Services.ContainsKey).Order(StringComparer.Ordinal))
                Visit(project.Services[before]);
            order.Add(service);
        }
    }

    static void StopAll(IReadOnlyList<ComposeService> services, ObservedProject observed, HookPlanner hooks, PlanDraft draft)
    {
        var before = "";
        foreach (var service in services.Reverse())
        {
            foreach (var container in observed.Containers.Where(it => it.Service == service.Key && it.IsRunning).OrderByDescending(it => it.Number))
            {
                before = draft.Add(hooks.BeforeStop(service, container, PlanDraft.On(container, StepAction.Stop, "the stack is wished stopped") with
                {
                    After = [before],
                    GraceSeconds = (int?)service.StopGracePeriod?.TotalSeconds,
                }));
            }
        }
    }

    /// <summary>Our own containers that the project no longer has; those of others are named.</summary>
    static List<ObservedContainer> Surplus(
        ComposeProject project, HashSet<string> enabled, ObservedProject observed, PlanOptions options, PlanDraft draft)
    {
        var surplus = new List<ObservedContainer>();
        foreach (var container in observed.Containers.OrderBy(it => it.Service, StringComparer.Ordinal)
            .ThenByDescending(it => it.Number).ThenBy(it => it.Id, StringComparer.Ordinal))
        {
            var isKnown = project.Services.TryGetValue(container.Service, out var service);
            if (isKnown && !enabled.Contains(container.Service))
            {
                if (container.IsRunning)
                    draft.Notes.Add($"{container.Name} belongs to a profile that is not enabled, and is left as it is");
                continue;
            }
            var slots = isKnown ? Slot.Of(project.Name, service!, observed.Containers).ToArray() : [];
            if (slots.Any(it => it.Current?.Id == container.Id || it.Aside?.Id == container.Id))
                continue;
            if (container.Stack == options.Stack || (isKnown && container.Number > service!.Scale))
                surplus.Add(container);
            else
                draft.Notes.Add($"{container.Name} bears the project's label and is not of our making; it is left alone");
        }
        return surplus;
    }

    static string WhyNot(ComposeProject project, ObservedContainer container) => project.Services.TryGetValue(container.Service, out var service)
        ? container.Number > service.Scale ? string.Create(null, $"{container.Service} is scaled to {service.Scale}") : "another container has its place"
        : $"the project no longer has the service {container.Service}";

    /// <summary>What was replaced, and what is no longer wished, goes when all that was started is as it should be.</summary>
    static void Retire(ComposeProject project, ContainerPlanner containers, IReadOnlyList<ObservedContainer> surplus, PlanDraft draft)
    {
        var all = draft.Steps.Select(it => it.Id).ToArray();
        foreach (var (old, name) in containers.Retired.DistinctBy(it => it.Old.Id))
        {
            draft.Add(PlanDraft.On(old, StepAction.Remove, $"{name} has taken its place") with
            {
                Name = old.IsAside ? old.Name : old.AsideName(name),
                After = all,
                Waits = draft.Gate,
            });
        }
        foreach (var container in surplus)
            draft.Add(PlanDraft.On(container, StepAction.Delete, WhyNot(project, container)) with { After = all, Waits = draft.Gate });
    }
}
