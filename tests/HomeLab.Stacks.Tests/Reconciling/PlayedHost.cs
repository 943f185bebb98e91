using System.Collections.Concurrent;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Executing;

namespace HomeLab.Stacks.Tests.Reconciling;

/// <summary>A host in memory on which a stack is one thing: the digest that runs, and whether it is healthy.</summary>
sealed class PlayedHost : IStackExecutor
{
    readonly ConcurrentDictionary<string, string> running = new();
    readonly ConcurrentDictionary<string, int> runs = new();

    /// <summary>What was done, in order: <c>deploy docker/nas/web digest</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Digests that never become healthy.</summary>
    public ConcurrentDictionary<string, bool> Unhealthy { get; } = new();

    /// <summary>Digests whose deployment is refused.</summary>
    public ConcurrentDictionary<string, bool> Broken { get; } = new();

    /// <summary>What each stack has to find running before anything can be planned: it uses the other's network.</summary>
    public ConcurrentDictionary<string, string> Needs { get; } = new();

    /// <summary>Stacks of which it tells another digest than it was given.</summary>
    public ConcurrentDictionary<string, bool> Forgotten { get; } = new();

    /// <summary>It refuses everything for now.</summary>
    public bool IsBusy { get; set; }

    public string? RunningOf(string key) => running.GetValueOrDefault(key);

    /// <summary>Somebody takes it away by hand.</summary>
    public void Remove(string key) => running.TryRemove(key, out _);

    /// <summary>What somebody changes by hand, and which is not mended but by their hand.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<DriftedField>> Edited { get; } = new();

    /// <summary>Stacks whose container fails its healthcheck, however often it is restarted.</summary>
    public ConcurrentDictionary<string, bool> Sick { get; } = new();

    /// <summary>It takes what is asked of it and answers nothing before this is set.</summary>
    public TaskCompletionSource? Answers { get; set; }

    public bool Runs(DesiredStack stack) => stack.Engine is not null;

    public Task<Observed<StackLook>> LookAsync(DesiredStack stack, LookPurpose purpose, CancellationToken cancellationToken)
    {
        var digest = RunningOf(stack.Key);
        IReadOnlyList<PlannedStep> steps = purpose == LookPurpose.Remove
            ? digest is null ? [] : [new PlannedStep("1", $"{stack.Key}/all", "delete", $"\"{digest}\"", null, "It is to go.", [], "")]
            : digest == stack.Digest ? [] : [new PlannedStep("1", $"{stack.Key}/all", digest is null ? "create" : "update", digest is null ? null : $"\"{digest}\"", $"\"{stack.Digest}\"", $"{digest ?? "nothing"} -> {stack.Digest}", [], "")];
        IReadOnlyList<string> pending = steps.Count == 0 && purpose != LookPurpose.Remove && Unhealthy.ContainsKey(stack.Digest) ? ["app"] : [];
        IReadOnlyList<DriftedField> drift = purpose != LookPurpose.Keep ? [] : digest is null ? [new DriftedField("app", "container")] : Edited.GetValueOrDefault(stack.Key, []);
        var refusal = Needs.TryGetValue(stack.Key, out var needed) && RunningOf(needed) is null ? new Reason("NoNetwork", $"the network of {needed} is not there") : null;
        return Task.FromResult<Observed<StackLook>>(new Observed<StackLook>.Available(new StackLook(refusal is null ? steps : [], pending, refusal, [], [])
        {
            Drift = drift,
            Unhealthy = purpose == LookPurpose.Keep && Sick.ContainsKey(stack.Key) ? [new UnhealthyContainer("app", $"{runs.GetValueOrDefault(stack.Key)}", RestartOf(stack))] : [],
        }));
    }

    public Task<Observed<StackLook>> LookAsync(DesiredStack stack, Restart restart, CancellationToken cancellationToken)
    {
        var run = $"{runs.GetValueOrDefault(stack.Key)}";
        var look = restart.Service is not ("" or "app") ? new StackLook([], [], new Reason(TargetReasons.NoSuchService, "it has app alone"), [], [])
            : RunningOf(stack.Key) is null || (restart.Runs is { } noted && noted["app"] != run) ? new StackLook([], [], null, [], [])
            : new StackLook([RestartOf(stack)], [], null, [], [])
            {
                Runs = new Dictionary<string, string> { ["app"] = run },
            };
        return Task.FromResult<Observed<StackLook>>(new Observed<StackLook>.Available(look));
    }

    PlannedStep RestartOf(DesiredStack stack)
    {
        var run = runs.GetValueOrDefault(stack.Key);
        return new PlannedStep("1", $"{stack.Key}/app", "restart", $"\"{run}\"", $"\"after {run}\"", "for a reason", [], "");
    }

    public async Task<Settlement> ApplyAsync(DesiredStack stack, PlannedStep step, Guid operation, Intent intent, Action<string> say, CancellationToken cancellationToken)
    {
        var settlement = Apply(stack, step, say);
        if (Answers is { } answers)
            await answers.Task.WaitAsync(cancellationToken);
        return settlement;
    }

    Settlement Apply(DesiredStack stack, PlannedStep step, Action<string> say)
    {
        Calls.Enqueue($"{step.Action} {stack.Key} {stack.Digest}");
        if (IsBusy)
            return new Settlement.Rejected(new Reason(TargetReasons.Busy, "the registry answers 429"));
        if (Broken.ContainsKey(stack.Digest))
            return new Settlement.Rejected(new Reason("NoImage", "there is no such image"));
        if (step.Action == "delete")
            running.TryRemove(stack.Key, out _);
        else if (step.Action == "restart")
            runs.AddOrUpdate(stack.Key, 1, (_, run) => run + 1);
        else
            running[stack.Key] = Forgotten.ContainsKey(stack.Key) ? "forgotten" : stack.Digest;
        say("done");
        return new Settlement.Applied("id", step.Desired);
    }

    public Task<Settlement> ReadBackAsync(DesiredStack stack, Guid? operation, Intent intent, CancellationToken cancellationToken) => Task.FromResult<Settlement>(
        intent.Draft.Desired == $"\"{RunningOf(stack.Key)}\"" || (intent.Draft.Action == "restart" && intent.Draft.Expected != $"\"{runs.GetValueOrDefault(stack.Key)}\"") ? new Settlement.Applied("id", intent.Draft.Desired) : new Settlement.Rejected(new Reason("NotApplied", "it does not run")));

    public Task<IReadOnlyList<(string Container, string Text)>> LastWordsAsync(DesiredStack stack, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([]);
}
