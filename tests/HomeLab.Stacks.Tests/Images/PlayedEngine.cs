using System.Collections.Concurrent;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Images;

namespace HomeLab.Stacks.Tests.Images;

/// <summary>Hosts in memory that run stacks of one service, <c>app</c>, from the image that the wish names by digest, or else from the one that they have under its tag.</summary>
sealed class PlayedEngine(string tagged) : IStackExecutor
{
    const string Service = "app";

    readonly ConcurrentDictionary<string, string> running = new();

    /// <summary>Digests that ran, in order: <c>docker/nas/web sha256:…</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Digests that never become healthy.</summary>
    public ConcurrentDictionary<string, bool> Unhealthy { get; } = new();

    public string? RunningOf(string key) => running.GetValueOrDefault(key);

    public bool Runs(DesiredStack stack) => stack.Engine is not null;

    public Task<Observed<StackLook>> LookAsync(DesiredStack stack, LookPurpose purpose, CancellationToken cancellationToken)
    {
        var (runs, wanted) = (RunningOf(stack.Key), DigestOf(stack));
        IReadOnlyList<PlannedStep> steps = runs == wanted ? []
            : [new PlannedStep("1", $"{stack.Key}/container/app", runs is null ? "create" : "update", runs is null ? null : $"\"{runs}\"", $"\"{wanted}\"", $"{runs} -> {wanted}", [], "")];
        IReadOnlyList<string> pending = steps.Count == 0 && Unhealthy.ContainsKey(wanted) ? [Service] : [];
        var image = TrackedImage.All(stack).Single();
        var status = new ServiceStatus(Service, image.Reference, pending.Count > 0 ? "unhealthy" : runs is null ? "missing" : "healthy", runs is null ? 0 : 1, 1) { RunningImage = runs is null ? "" : $"{image.Reference}@{runs}" };
        return Task.FromResult<Observed<StackLook>>(new Observed<StackLook>.Available(new StackLook(steps, pending, null, [], [status])));
    }

    public Task<Settlement> ApplyAsync(DesiredStack stack, PlannedStep step, Guid operation, Intent intent, Action<string> say, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"{stack.Key} {DigestOf(stack)}");
        running[stack.Key] = DigestOf(stack);
        return Task.FromResult<Settlement>(new Settlement.Applied("id", step.Desired));
    }

    public Task<Settlement> ReadBackAsync(DesiredStack stack, Guid? operation, Intent intent, CancellationToken cancellationToken) => Task.FromResult<Settlement>(
        intent.Draft.Desired == $"\"{RunningOf(stack.Key)}\"" ? new Settlement.Applied("id", intent.Draft.Desired) : new Settlement.Rejected(new Reason("NotApplied", "it does not run")));

    public Task<IReadOnlyList<(string Container, string Text)>> LastWordsAsync(DesiredStack stack, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([]);

    public Task<Observed<StackLook>> LookAsync(DesiredStack stack, Restart restart, CancellationToken cancellationToken) =>
        Task.FromResult<Observed<StackLook>>(new Observed<StackLook>.Available(new StackLook([], [], null, [], [])));

    string DigestOf(DesiredStack stack) => stack.Images.TryGetValue(Service, out var image) ? StackImage.DigestOf(image) : tagged;
}
