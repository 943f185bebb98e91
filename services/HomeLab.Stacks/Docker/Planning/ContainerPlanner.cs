namespace HomeLab.Stacks.Docker.Planning;

/// <summary>Plans the containers of one project's services, in the order in which they depend on each other.</summary>
sealed class ContainerPlanner(
    ComposeProject project, RepositoryFiles files, ObservedProject observed, PlanOptions options, ResourcePlanner resources, PlanDraft draft)
{
    /// <summary>By service: the steps after which it can be depended on.</summary>
    readonly Dictionary<string, List<string>> touched = new(StringComparer.Ordinal);
    readonly ContainerComparison comparison = new(project, observed, options);
    readonly Readiness readiness = new(project, observed);
    readonly HookPlanner hooks = new(observed, options.IsDeployment, draft);
    readonly Handover handover = new(project, observed, options, draft);
    readonly HashSet<string> replaced = new(StringComparer.Ordinal);
    readonly List<(ObservedContainer Old, string Name)> retired = [];

    /// <summary>What has to be stopped before anything new starts, because it may hold a port.</summary>
    public IReadOnlyList<string> Leaving { get; set; } = [];

    public IReadOnlyList<(ObservedContainer Old, string Name)> Retired => retired;

    public void Plan(ComposeService service, IReadOnlySet<string> enabled)
    {
        touched[service.Key] = [];
        var delivered = DeliveredFiles.Of(project, service, files, options.HostDirectory);
        var imageId = observed.Images.Find(service.ImageToRun);
        var wish = new ServiceWish(
            service, ServiceHash.Of(project, service, delivered), ServiceHash.OfFiles(delivered), imageId, delivered.Count > 0,
            [.. service.DependsOn.Where(it => enabled.Contains(it.Service))]);
        foreach (var slot in Slot.Of(project.Name, service, observed.Containers))
            Plan(slot, wish);
        if (touched[service.Key].Count == 0)
            RestartAfterDependencies(wish);
    }

    void Plan(Slot slot, ServiceWish wish)
    {
        var aside = slot.Aside;
        if (slot.Current is not { } current)
        {
            if (aside is not null && comparison.Differences(slot, wish, aside, replaced).Count == 0)
                BringBack(slot, wish, aside);
            else
                Install(slot, wish, aside, aside is null ? "it is wished and not there" : "its successor is not there");
            return;
        }
        var differences = comparison.Differences(slot, wish, current, replaced);
        if (differences.Count == 0)
            Keep(slot, wish, current);
        else if (IsStoppedByHand(slot, current))
            draft.Notes.Add($"{current.Name} has stopped and is not as it was deployed ({string.Join(", ", differences)}), which is respected until it is started");
        else if (aside is not null && !(current.IsRunning && current.Health is HealthState.None or HealthState.Healthy))
        {
            // What was put aside is the last one that worked; what came after it never did.
            var stop = current.IsRunning ? Stop(slot, current, "it never became healthy and the wish has changed") : "";
            var gone = draft.Add(PlanDraft.On(current, StepAction.Remove, "it never became healthy and the wish has changed") with { After = [stop] });
            Install(slot, wish, aside, string.Join(", ", differences), gone);
        }
        else
            Replace(slot, wish, current, string.Join(", ", differences));
    }

    /// <summary>Whatever took its place would have to be started.</summary>
    bool IsStoppedByHand(Slot slot, ObservedContainer current) =>
        !options.StartsStopped && current.State == ContainerState.Exited && slot.Aside is null && !readiness.IsDone(slot.Service, current);

    void Replace(Slot slot, ServiceWish wish, ObservedContainer current, string because)
    {
        var after = "";
        if (slot.Aside is { } aside)
        {
            var stopped = aside.IsRunning ? Stop(slot, aside, "its successor runs") : "";
            after = draft.Add(PlanDraft.On(aside, StepAction.Remove, "its successor runs") with { After = [stopped] });
        }
        var renamed = draft.Add(PlanDraft.On(current, StepAction.Rename, because, current.AsideName(slot.Name)) with
        {
            After = [after, .. resources.Before(slot.Service)],
        });
        Install(slot, wish, current, because, renamed);
    }

    /// <summary>Creates the slot's container, and starts it where its predecessor has stopped.</summary>
    void Install(Slot slot, ServiceWish wish, ObservedContainer? predecessor, string because, string after = "")
    {
        if (NameIsTaken(slot, predecessor))
            return;
        replaced.Add(slot.Service.Key);
        var networks = Attachments.InOrder(slot.Service);
        var own = observed.AttachesAtCreation ? networks : [.. networks.Take(1)];
        var ready = draft.Add(Step(slot, StepAction.Create, because) with
        {
            After = [after, .. resources.Before(slot.Service), .. ServiceLinks.Shared(slot.Service).SelectMany(it => touched[it])],
            Hash = wish.Hash,
            Networks = own,
            Carried = Carried(slot, predecessor),
        });
        foreach (var key in networks.Skip(own.Count))
        {
            var name = project.Networks[key].Name;
            ready = draft.Add(Step(slot, StepAction.Connect, $"it is wished in {name}", name) with { After = [ready, resources.StepOf(key)], Hash = wish.Hash });
        }
        if (wish.HasFiles)
            ready = draft.Add(Step(slot, StepAction.Deliver, "its files are copied before it starts") with { After = [ready], Hash = wish.Hash });
        Start(slot, wish, Step(slot, StepAction.Start, because) with { After = [ready], Hash = wish.Hash }, predecessor);
        if (predecessor is not null)
            retired.Add((predecessor, slot.Name));
    }

    void Keep(Slot slot, ServiceWish wish, ObservedContainer current)
    {
        var ready = new List<string>();
        if (!slot.IsNamedRightly(current) && observed.All.All(it => it.Name != slot.Name))
            ready.Add(draft.Add(PlanDraft.On(current, StepAction.Rename, $"it was renamed to {current.Name} by hand", slot.Name)));
        foreach (var change in Attachments.Changes(project, slot.Service, current, slot.Name, NetworkId))
            ready.AddRange(Rejoin(slot, current, change));
        foreach (var key in slot.Service.Networking.Networks.Keys.Where(it => resources.Renewed.Contains(project.Networks[it].Name)))
        {
            var name = project.Networks[key].Name;
            if (current.Networks.Any(it => it.Network == name))
                ready.Add(draft.Add(Join(slot, current, key, $"the network {name} was made anew") with { After = [resources.StepOf(key)] }));
        }
        touched[slot.Service.Key].AddRange(ready);
        if (slot.Aside is { } aside)
            KeepOrRetire(slot, current, aside);
        if (current.IsRunning)
        {
            if (current.State == ContainerState.Paused)
                draft.Notes.Add($"{current.Name} is paused by hand, which is respected");
            touched[slot.Service.Key].AddRange(hooks.Owed(slot.Service, current));
            return;
        }
        if (current.State == ContainerState.Created)
        {
            if (wish.HasFiles)
            {
                ready.Add(draft.Add(Step(slot, StepAction.Deliver, "its files are copied before it starts") with
                {
                    ExpectedId = current.Id,
                    StartedAt = current.StartedAt,
                    After = ready,
                }));
            }
            Start(slot, wish, PlanDraft.On(current, StepAction.Start, "it was created and never started") with { After = ready }, slot.Aside);
        }
        else if (options.StartsStopped && !readiness.IsDone(slot.Service, current))
            Start(slot, wish, PlanDraft.On(current, StepAction.Start, "it was stopped and is wished running") with { After = ready }, slot.Aside);
        else if (!readiness.IsDone(slot.Service, current))
            draft.Notes.Add(string.Create(null, $"{current.Name} has stopped (exit code {current.ExitCode}) while its wish did not change, which is respected"));
    }

    /// <summary>A successor that ended is none: what it replaced stays until somebody decides.</summary>
    void KeepOrRetire(Slot slot, ObservedContainer current, ObservedContainer aside)
    {
        if (!current.IsRunning && current.State != ContainerState.Created && !readiness.IsDone(slot.Service, current))
        {
            draft.Notes.Add($"{current.Name} has ended, and {aside.Name}, whose place it took, is kept");
            return;
        }
        if (current.IsRunning && aside.IsRunning && (handover.IsOwn(current) || handover.IsOwn(aside)))
            handover.Plan(slot, aside, "");
        else if (current.IsRunning && aside.IsRunning)
            Stop(slot, aside, $"{slot.Name} has taken its place");
        retired.Add((aside, slot.Name));
        draft.Gate.Add(new StepWait(slot.Name, readiness.Of(slot.Service)));
    }

    IEnumerable<string> Rejoin(Slot slot, ObservedContainer current, AttachmentChange change)
    {
        if (resources.Renewed.Contains(change.Network))
        {
            if (change is { Key: { } renewed, Leaves: false })
                yield return draft.Add(Join(slot, current, renewed, change.Because) with { After = [resources.StepOf(renewed)] });
            yield break;
        }
        var left = "";
        if (change.Leaves)
        {
            var id = current.Networks.First(it => it.Network == change.Network).NetworkId;
            yield return left = draft.Add(PlanDraft.On(current, StepAction.Disconnect, change.Because, change.Network) with { TargetId = id });
        }
        if (change.Key is { } key)
            yield return draft.Add(Join(slot, current, key, change.Because) with { After = [left, resources.StepOf(key)] });
    }

    string? NetworkId(string name) => observed.Networks.FirstOrDefault(it => it.Name == name)?.Id;

    StackStep Join(Slot slot, ObservedContainer current, string key, string because) =>
        PlanDraft.On(current, StepAction.Connect, because, project.Networks[key].Name) with { Number = slot.Number };

    /// <summary>The successor went, or never came: what was put aside takes its place again.</summary>
    void BringBack(Slot slot, ServiceWish wish, ObservedContainer aside)
    {
        if (NameIsTaken(slot, aside))
            return;
        var renamed = draft.Add(PlanDraft.On(aside, StepAction.Rename, "it is what is wished, and nothing took its place", slot.Name));
        touched[slot.Service.Key].Add(renamed);
        if (!aside.IsRunning)
            Start(slot, wish, PlanDraft.On(aside, StepAction.Start, "it is what is wished, and nothing took its place") with { After = [renamed] }, null);
    }

    void Start(Slot slot, ServiceWish wish, StackStep start, ObservedContainer? predecessor)
    {
        var waits = wish.DependsOn.SelectMany(it => WaitsFor(it)).ToArray();
        var after = wish.DependsOn.SelectMany(it => touched[it.Service]).Concat(Leaving).ToArray();
        if (predecessor is { IsRunning: true } && !handover.IsOwn(predecessor))
        {
            var stop = PlanDraft.On(predecessor, StepAction.Stop, $"{slot.Name} takes its place") with
            {
                After = [.. start.After, .. after],
                Waits = waits,
                GraceSeconds = Grace(slot.Service),
            };
            start = start with { After = [.. start.After, draft.Add(hooks.BeforeStop(slot.Service, predecessor, stop))] };
        }
        touched[slot.Service.Key].Add(draft.Add(start with { After = [.. start.After, .. after], Waits = waits }));
        touched[slot.Service.Key].AddRange(hooks.AfterStart(slot.Service, start));
        draft.Gate.Add(new StepWait(slot.Name, readiness.Of(slot.Service)));
        if (predecessor is { IsRunning: true } && handover.IsOwn(predecessor))
            handover.Plan(slot, predecessor, start.Id);
    }

    IEnumerable<StepWait> WaitsFor(ComposeDependency dependency)
    {
        var service = project.Services[dependency.Service];
        var isTouched = touched[dependency.Service].Count > 0;
        return Slot.Of(project.Name, service, observed.Containers)
            .Where(it => isTouched || !Readiness.IsMet(it.Current, dependency.Condition))
            .Select(it => new StepWait(it.Name, dependency.Condition));
    }

    void RestartAfterDependencies(ServiceWish wish)
    {
        foreach (var dependency in wish.DependsOn.Where(it => it.Restarts && replaced.Contains(it.Service)).Take(1))
        {
            foreach (var slot in Slot.Of(project.Name, wish.Service, observed.Containers).Where(it => it.Current is { IsRunning: true }))
            {
                var because = $"{dependency.Service} is replaced, and it is to be restarted with it";
                var restart = PlanDraft.On(slot.Current!, StepAction.Restart, because) with
                {
                    After = touched[dependency.Service],
                    Waits = [.. WaitsFor(dependency)],
                    GraceSeconds = Grace(wish.Service),
                };
                touched[wish.Service.Key].Add(draft.Add(hooks.BeforeStop(wish.Service, slot.Current!, restart)));
                touched[wish.Service.Key].AddRange(hooks.AfterStart(wish.Service, restart));
                draft.Gate.Add(new StepWait(slot.Name, readiness.Of(wish.Service)));
            }
        }
    }

    bool NameIsTaken(Slot slot, ObservedContainer? predecessor)
    {
        var holder = observed.All.FirstOrDefault(it => it.Name == slot.Name && it.Id != predecessor?.Id && it.Id != slot.Current?.Id);
        if (holder is null)
            return false;
        draft.Problems.Add(new ComposeProblem(
            $"services.{slot.Service.Key}",
            $"the name {slot.Name} is taken by a container that is not the project's ({ContainerComparison.Short(holder.Id)})",
            "rename or remove that one"));
        return true;
    }

    static TextMap Carried(Slot slot, ObservedContainer? predecessor)
    {
        var named = slot.Service.Storage.Volumes.Where(it => it.Source.Length > 0).Select(it => it.Target)
            .Concat(slot.Service.Storage.Tmpfs.Select(it => it.Split(':')[0]));
        return predecessor is null ? TextMaps.Empty : predecessor.AnonymousVolumes.RemoveRange(named);
    }

    static int? Grace(ComposeService service) => (int?)service.StopGracePeriod?.TotalSeconds;

    string Stop(Slot slot, ObservedContainer container, string because) =>
        draft.Add(PlanDraft.On(container, StepAction.Stop, because) with { GraceSeconds = Grace(slot.Service) });

    static StackStep Step(Slot slot, StepAction action, string because, string? target = null) => new()
    {
        Id = PlanDraft.IdOf(action, StepKind.Container, slot.Name, target ?? ""),
        Action = action,
        Kind = StepKind.Container,
        Name = slot.Name,
        Service = slot.Service.Key,
        Number = slot.Number,
        Because = because,
        Target = target,
    };
}
