using System.Collections.Concurrent;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Executing;

namespace HomeLab.Stacks.Tests.Reconciling;

/// <summary>A host in memory on which a stack is one thing: the digest that runs, and whether it is healthy.</summary>
sealed class PlayedHost : IStackExecutor
{
    readonly ConcurrentDictionary<string, string> running = new();

    /// <summary>What was done, in order: <c>deploy docker/nas/web digest</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Digests that never become healthy.</summary>
    public ConcurrentDictionary<string, bool> Unhealthy { get; } = new();

    /// <summary>Digests whose deployment is refused.</summary>
    public ConcurrentDictionary<string, bool> Broken { get; } = new();

    /// <summary>It refuses everything for now.</summary>
    public bool IsBusy { get; set; }

    public string? RunningOf(string key) => running.GetValueOrDefault(key);

    /// <summary>Somebody takes it away by hand.</summary>
    public void Remove(string key) => running.TryRemove(key, out _);

    public bool Runs(DesiredStack stack) => stack.Engine is not null;

    public Task<Observed<StackLook>> LookAsync(DesiredStack stack, LookPurpose purpose, CancellationToken cancellationToken)
    {
        var runs = RunningOf(stack.Key);
        IReadOnlyList<PlannedStep> steps = purpose == LookPurpose.Remove
            ? runs is null ? [] : [new PlannedStep("1", $"{stack.Key}/all", "delete", $"\"{runs}\"", null, "It is to go.", [], "")]
            : runs == stack.Digest ? [] : [new PlannedStep("1", $"{stack.Key}/all", runs is null ? "create" : "update", runs is null ? null : $"\"{runs}\"", $"\"{stack.Digest}\"", $"{runs ?? "nothing"} -> {stack.Digest}", [], "")];
        IReadOnlyList<string> pending = steps.Count == 0 && purpose != LookPurpose.Remove && Unhealthy.ContainsKey(stack.Digest) ? ["app"] : [];
        return Task.FromResult<Observed<StackLook>>(new Observed<StackLook>.Available(new StackLook(steps, pending, null, [], [])));
    }

    public Task<Settlement> ApplyAsync(DesiredStack stack, PlannedStep step, Guid operation, Intent intent, Action<string> say, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"{step.Action} {stack.Key} {stack.Digest}");
        if (IsBusy)
            return Task.FromResult<Settlement>(new Settlement.Rejected(new Reason(TargetReasons.Busy, "the registry answers 429")));
        if (Broken.ContainsKey(stack.Digest))
            return Task.FromResult<Settlement>(new Settlement.Rejected(new Reason("NoImage", "there is no such image")));
        if (step.Action == "delete")
            running.TryRemove(stack.Key, out _);
        else
            running[stack.Key] = stack.Digest;
        say("done");
        return Task.FromResult<Settlement>(new Settlement.Applied("id", step.Desired));
    }

    public Task<Settlement> ReadBackAsync(DesiredStack stack, Guid? operation, Intent intent, CancellationToken cancellationToken) => Task.FromResult<Settlement>(
        intent.Draft.Desired == $"\"{RunningOf(stack.Key)}\"" ? new Settlement.Applied("id", intent.Draft.Desired) : new Settlement.Rejected(new Reason("NotApplied", "it does not run")));

    public Task<IReadOnlyList<(string Container, string Text)>> LastWordsAsync(DesiredStack stack, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([]);
}
