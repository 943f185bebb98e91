using System.Text.Json;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Docker.Observing;
using HomeLab.Stacks.Docker.Planning;
using HomeLab.Stacks.Executing;

namespace HomeLab.Stacks.Docker;

/// <summary>What of a project's plan can be done now, and what has to become healthy first. Pure.</summary>
static class EngineLook
{
    static readonly Reason OwnContainerRefusal = new(
        "OwnContainer", "It would end the container that HomeLab's Stacks service runs in, and nobody would be left to go on. Do it by `docker compose`, or through Komodo.");

    const string NetworkBecause = "nothing declares the stack any more";

    public static StackLook Of(DesiredStack stack, EngineWish wish, ObservedProject observed, LookPurpose purpose)
    {
        var plan = purpose switch
        {
            LookPurpose.Restore when IsAside(wish, observed) => ProjectPlanner.Rollback(observed),
            LookPurpose.Remove => RemovalOf(wish, observed),
            _ => ProjectPlanner.Plan(wish.Project, wish.Files, observed, wish.Options),
        };
        if (plan.Problems.Count > 0)
            return new StackLook([], [], new("ComposeRefused", string.Join(" ", plan.Problems)), plan.Notes, StatusesOf(wish, observed));
        var (ready, pending) = Ready(plan.Steps, observed);
        if (plan.IsEmpty && purpose is LookPurpose.Deploy or LookPurpose.Restore or LookPurpose.Repair && wish.Options.IsWantedRunning)
            pending.AddRange(Unready(wish, observed, withEnded: purpose != LookPurpose.Repair));
        return new StackLook([.. ready.Select(it => Planned(stack, wish, it))], [.. pending.Distinct()], null, plan.Notes, StatusesOf(wish, observed))
        {
            Later = [.. plan.Steps.Except(ready).Select(it => Planned(stack, wish, it))],
            Drift = purpose == LookPurpose.Keep && wish.Options.IsWantedRunning ? EngineDrift.Of(wish, observed, plan) : [],
            Unhealthy = [.. UnhealthyOf(stack, wish, observed)],
            Failure = plan.Failure,
        };
    }

    /// <summary>What a restart has still to do.</summary>
    public static StackLook Of(DesiredStack stack, EngineWish wish, ObservedProject observed, Restart restart)
    {
        var plan = RestartPlanner.Plan(wish.Project, observed, restart);
        if (plan.Problems.Count > 0)
            return new StackLook([], [], new(TargetReasons.NoSuchService, string.Join(" ", plan.Problems)), [], StatusesOf(wish, observed));
        var (ready, pending) = Ready(plan.Steps, observed);
        if (plan.IsEmpty)
            pending.AddRange(plan.Gate.Select(it => StateOf(it, observed)).Where(it => it.Verdict != WaitVerdict.Met).Select(it => it.Reason));
        return new StackLook([.. ready.Select(it => Planned(stack, wish, it))], [.. pending.Distinct()], null, [], StatusesOf(wish, observed))
        {
            Later = [.. plan.Steps.Except(ready).Select(it => Planned(stack, wish, it))],
            Runs = plan.Steps.Where(it => it.Action == StepAction.Restart).ToDictionary(it => it.ExpectedId!, it => it.StartedAt!),
            Failure = plan.Failure,
        };
    }

    /// <summary>Without anything that would end the container that this process runs in and leave the rest of the plan to nobody.</summary>
    public static StackLook Sparing(string? own, ObservedProject observed, StackLook look)
    {
        if (own is null)
            return look;
        var spared = look with { Unhealthy = [.. look.Unhealthy.Where(it => !Ends(it.Restart, own))] };
        return !look.Plan.Any(it => Ends(it, own)) || IsHandedOver(own, observed, look) ? spared
            : spared with { Steps = [], Later = [], Runs = new Dictionary<string, string>(), Refusal = OwnContainerRefusal };
    }

    /// <summary>Nothing of it is touched, for another installation keeps it: two that want it otherwise would take turns for ever.</summary>
    public static StackLook LeavingTo(IReadOnlyList<ForeignObject> others, DesiredStack stack, EngineWish wish, ObservedProject observed, LookPurpose purpose) =>
        new([], [], purpose == LookPurpose.Remove ? null : new Reason(
            "OtherInstallation",
            $"{others[0].Name} belongs to the HomeLab installation '{others[0].Installation}', which keeps this project. Take it out of one of the two labs, or of here if that one is no more: `homelab stacks take {stack.Key}`."),
            [], StatusesOf(wish, observed)) { Foreign = others };

    /// <summary>Another container of the same place runs beside it, or is started first: its process goes on.</summary>
    static bool IsHandedOver(string id, ObservedProject observed, StackLook look) => observed.Containers.FirstOrDefault(it => it.Id == id) is { } own
        && (observed.Containers.Any(it => it.Id != id && it.IsRunning && it.Service == own.Service && it.Number == own.Number)
            || look.Plan.Any(it => ((EngineStep)it.Body).Step is { Action: StepAction.Start } start && start.Service == own.Service && start.Number == own.Number));

    static bool Ends(PlannedStep step, string container) =>
        ((EngineStep)step.Body).Step is { Action: StepAction.Stop or StepAction.Restart or StepAction.Remove or StepAction.Delete } call && call.ExpectedId == container;

    /// <summary>Not those that another program made, and none that somebody stopped or paused.</summary>
    static IEnumerable<UnhealthyContainer> UnhealthyOf(DesiredStack stack, EngineWish wish, ObservedProject observed) => observed.Containers
        .Where(it => it is { State: ContainerState.Running, Health: HealthState.Unhealthy, IsAside: false } && it.Stack == wish.Options.Stack)
        .OrderBy(it => it.Name, StringComparer.Ordinal)
        .Select(it => new UnhealthyContainer(it.Name, $"{it.Id} {it.StartedAt}", Planned(stack, wish, PlanDraft.On(it, StepAction.Restart, "it was unhealthy for a while"))));

    static PlannedStep Planned(DesiredStack stack, EngineWish wish, StackStep step) => new(
        step.Id,
        $"docker/{stack.Engine.Name}/{step.Kind.ToString().ToLowerInvariant()}/{step.Name}",
        step.Action.ToString().ToLowerInvariant(),
        step.ExpectedId is { } id ? JsonSerializer.Serialize(new { id }) : null,
        step.Action is StepAction.Remove or StepAction.Delete ? null : JsonSerializer.Serialize(step),
        step.Because,
        [.. step.After.Where(it => it.Length > 0)],
        new EngineStep(wish, step));

    /// <summary>Whether what was put aside is what the wish made, and not what failed before.</summary>
    static bool IsAside(EngineWish wish, ObservedProject observed)
    {
        var aside = observed.Containers.Where(it => it.IsAside).ToList();
        return aside.Count > 0 && aside.TrueForAll(it => it.Hash.Length == 0 || (wish.Project.Services.TryGetValue(it.Service, out var service)
            && (service.KeptImage is null || observed.Images.Find(service.KeptImage) == it.ImageId)
            && it.Hash == ServiceHash.Of(wish.Project, service, DeliveredFiles.Of(wish.Project, service, wish.Files, wish.Options.HostDirectory))));
    }

    /// <summary>Those whose conditions are met, without those that come after one whose are not.</summary>
    static (List<StackStep> Ready, List<string> Pending) Ready(IReadOnlyList<StackStep> steps, ObservedProject observed)
    {
        var (ready, pending, late) = (new List<StackStep>(), new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        // Of what a step puts in another's place, that one's health tells nothing.
        var changing = steps.Where(it => it.Kind == StepKind.Container && it.Action is not (StepAction.Remove or StepAction.Delete)).Select(it => it.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            var unmet = step.Waits.Select(it => changing.Contains(it.Container) ? Pending($"{it.Container} is being changed") : StateOf(it, observed))
                .Where(it => it.Verdict != WaitVerdict.Met).ToList();
            if (unmet.Count == 0 && !step.After.Any(late.Contains))
            {
                ready.Add(step);
                continue;
            }
            late.Add(step.Id);
            pending.AddRange(unmet.Select(it => it.Reason));
        }
        // Where nothing that runs is touched, what others wait for starts first, and the rest while that becomes healthy.
        var awaited = steps.Where(it => late.Contains(it.Id)).SelectMany(it => it.Waits).Select(it => it.Container).ToHashSet(StringComparer.Ordinal);
        if (ready.TrueForAll(it => it.Action is StepAction.Pull or StepAction.Create or StepAction.Deliver or StepAction.Connect or StepAction.Start)
            && ready.Exists(it => it.Action == StepAction.Start && awaited.Contains(it.Name)))
        {
            late.UnionWith(ready.Where(it => it.Action == StepAction.Start && !awaited.Contains(it.Name)).Select(it => it.Id));
            ready.RemoveAll(it => late.Contains(it.Id) || it.After.Any(late.Contains));
        }
        // Files are copied right before the start, not at every look until then.
        ready.RemoveAll(it => it.Action == StepAction.Deliver && steps.Any(start => start.Action == StepAction.Start && start.After.Contains(it.Id) && late.Contains(start.Id)));
        return (ready, pending);
    }

    static WaitState Pending(string reason) => new(WaitVerdict.Pending, reason);

    static WaitState StateOf(StepWait wait, ObservedProject observed) => observed.Containers.FirstOrDefault(it => it.Name == wait.Container) is { } container
        ? WaitState.Of(wait, container)
        : Pending($"{wait.Container} is not there yet");

    /// <summary>Containers that were started and are not well yet.</summary>
    static IEnumerable<string> Unready(EngineWish wish, ObservedProject observed, bool withEnded) => observed.Containers
        .Where(it => !it.IsAside && wish.Project.Services.ContainsKey(it.Service) && (withEnded || it.State is not (ContainerState.Exited or ContainerState.Dead)))
        .Select(it => WaitState.Of(new StepWait(it.Name, it.Health == HealthState.None ? ReadyCondition.Started : ReadyCondition.Healthy), it))
        .Where(it => it.Verdict != WaitVerdict.Met).Select(it => it.Reason);

    static ProjectPlan RemovalOf(EngineWish wish, ObservedProject observed)
    {
        var empty = wish.Emptied();
        var plan = ProjectPlanner.Plan(empty.Project, empty.Files, observed, empty.Options);
        var all = plan.Steps.Select(it => it.Id).ToArray();
        var left = observed.Networks.Where(it => it.Labels.At(ComposeLabels.Stack) == wish.Options.Stack
            && observed.All.Where(other => other.Networks.Contains(it.Name)).All(other => observed.Containers.Any(own => own.Id == other.Id && own.Stack == wish.Options.Stack)));
        return plan with
        {
            Steps =
            [
                .. plan.Steps,
                .. left.Select(it => new StackStep { Id = $"remove network {it.Name}", Action = StepAction.Remove, Kind = StepKind.Network, Name = it.Name, ExpectedId = it.Id, Because = NetworkBecause, After = all }),
            ],
        };
    }

    static List<ServiceStatus> StatusesOf(EngineWish wish, ObservedProject observed) => [.. wish.Project.Services.Values.Select(service =>
    {
        var containers = observed.Containers.Where(it => it.Service == service.Key && !it.IsAside).ToList();
        var isEnabled = service.Profiles.Count == 0 || service.Profiles.Any(wish.Options.Profiles.Contains);
        return new ServiceStatus(
            service.Key, service.ImageToRun, containers.Count == 0 ? isEnabled ? "missing" : "disabled" : StateOf(containers),
            containers.Count(it => it.IsRunning), isEnabled && wish.Options.IsWantedRunning ? service.Scale : 0)
        {
            RunningImage = containers.Count == 0 ? "" : observed.Images.Fixed(service.Image, containers[0].ImageId),
        };
    })];

    /// <summary>Of the one that is worst.</summary>
    static string StateOf(List<ObservedContainer> containers) =>
        containers.Exists(it => it.Health == HealthState.Unhealthy) ? "unhealthy"
        : containers.Find(it => !it.IsRunning) is { } down ? down.State.ToString().ToLowerInvariant()
        : containers.Exists(it => it.State == ContainerState.Restarting) ? "restarting"
        : containers.Exists(it => it.Health == HealthState.Starting) ? "starting"
        : containers.TrueForAll(it => it.Health == HealthState.Healthy) ? "healthy"
        : "running";
}
