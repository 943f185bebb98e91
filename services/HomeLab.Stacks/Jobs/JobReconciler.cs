using System.Text.Json;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Operations;
using HomeLab.Stacks.Reconciling;
using HomeLab.Stacks.Sources;
using Microsoft.Extensions.Options;

namespace HomeLab.Stacks.Jobs;

/// <summary>
/// Runs one job of what was deployed at its times: each at most once and none beside another, late within <see cref="StacksOptions.JobLateWithin"/>, and told as
/// missed after that.
/// </summary>
sealed class JobReconciler(
    StackFeed feed, StackStates states, JobStore store, JobObstacles obstacles, JobCommand command, JobFollowing following, OperationStore operations,
    IOptions<StacksOptions> options, TimeProvider time) : IReconciler
{
    public const string JobKind = "job";

    /// <summary>More missed times than these are not counted.</summary>
    const int MostCounted = 1000;

    static readonly Reason NeverStarted = new("NotApplied", "The Engine was read after the call's deadline, and has not started the command.");

    public string Kind => JobKind;

    public TimeSpan ResyncInterval => options.Value.ResyncInterval;

    public TimeSpan? LongestCall => options.Value.CallTimeout;

    public static WorkKey KeyOf(string job) => new(JobKind, job);

    public async Task<IReadOnlyCollection<string>> ListKeysAsync(CancellationToken cancellationToken) =>
        [.. (await states.ListAsync(cancellationToken)).Values.Select(it => it.Deployed).OfType<DesiredStack>().SelectMany(StackJob.Of).Select(it => it.Key)];

    public async Task<ReconcileOutcome> ReconcileAsync(ReconcileContext context, CancellationToken cancellationToken)
    {
        var (key, stackKey) = (context.Key.Key, StackJob.StackOf(context.Key.Key));
        var lab = await feed.ReadAsync(cancellationToken);
        if (lab.Lab is null)
            return Waiting(new Reason("LabUnknown", "Inventory has never answered, so it is not known what is wanted."));
        var deployed = (await states.ReadAsync(stackKey, cancellationToken)).Deployed;
        var (known, run) = (await store.FindAsync(key, cancellationToken), await store.FindOpenAsync(key, cancellationToken));
        if (run is { Exec.Length: > 0 } && deployed?.Engine is not null && await following.FollowAsync(deployed, known, run, cancellationToken) is { } followed)
            return followed;
        var job = deployed is null ? null : StackJob.Of(deployed).FirstOrDefault(it => it.Key == key);
        if (job?.Labels.Times is null)
        {
            if (run is not null)
                return following.End(deployed, known: null, run, "was not run: it is not wanted any more.", run.Due);
            await store.ForgetAsync(key, cancellationToken);
            return job is null ? new ReconcileOutcome.Converged() : new ReconcileOutcome.Stalled(new Reason("JobRefused", job.Problem));
        }
        var mode = StackReconciler.Modes(lab.Lab, lab.Stacks.GetValueOrDefault(stackKey) ?? deployed!);
        if (run is not null && (mode == ApplyMode.DryRun || known?.Definition != job.Definition))
            return following.End(deployed, known: null, run, "was not run: something else is wanted by now.", run.Due);
        if (mode == ApplyMode.DryRun)
        {
            await store.ForgetAsync(key, cancellationToken);
            return new ReconcileOutcome.Previewed();
        }
        return known is null || known.Definition != job.Definition
            ? await AcceptAsync(context, job, mode, cancellationToken)
            : await RunAsync(context, lab, deployed!, job, known, run, cancellationToken);
    }

    public async Task<Settlement> ReadBackAsync(Intent intent, CancellationToken cancellationToken)
    {
        if (await store.FindOpenAsync(intent.Key.Key, cancellationToken) is not { Exec.Length: > 0 } run)
            return new Settlement.Rejected(NeverStarted);
        var deployed = (await states.ReadAsync(StackJob.StackOf(intent.Key.Key), cancellationToken)).Deployed;
        return deployed?.Engine is null
            ? new Settlement.Unconfirmed(new Reason("TargetUnknown", "The lab names nothing any more where it could be read."))
            : await command.ReadBackAsync(deployed, run.Exec, intent.Draft.Object, NeverStarted, cancellationToken);
    }

    /// <summary>A schedule and command that are new count from now on; where a person approves changes, from then on.</summary>
    async Task<ReconcileOutcome> AcceptAsync(ReconcileContext context, StackJob job, ApplyMode mode, CancellationToken cancellationToken)
    {
        if (mode == ApplyMode.Approve && await context.Decisions.OnAsync(job.Definition, cancellationToken) is not Decision.Approved)
        {
            var proposal = JobPlan.Propose(job);
            return new ReconcileOutcome.Proposed(proposal.Reasons) { Plan = proposal.Plan, Proposal = proposal };
        }
        await store.AcceptAsync(job, cancellationToken);
        return new ReconcileOutcome.Converged { RevisitAfter = TimeSpan.Zero };
    }

    async Task<ReconcileOutcome> RunAsync(
        ReconcileContext context, LabStacks lab, DesiredStack stack, StackJob job, KnownJob known, JobRun? run, CancellationToken cancellationToken)
    {
        var (times, now, late) = (job.Labels.Times!, time.GetUtcNow(), options.Value.JobLateWithin);
        if ((run?.Due ?? times.NextAfter(known.Settled)) is not { } oldest || oldest > now)
            return Idle(times, known, now);
        var newest = run?.Due ?? times.Between(known.Settled > now - late ? known.Settled : now - late, now).Append(oldest).Max();
        var (container, obstacle) = await obstacles.FindAsync(lab, stack, job, cancellationToken);
        if (obstacle is not null && now - oldest <= late)
            return Waiting(obstacle);
        if (obstacle is null && now - newest <= late)
        {
            var missed = run is null ? Count(times, oldest, newest) : 0;
            run ??= await store.BeginAsync(job, stack, newest, context.Fence, cancellationToken);
            if (missed > 0)
                await operations.SayAsync(run.Operation, [("", $"Since {oldest:yyyy-MM-dd HH:mm}Z {missed} times were missed.", true)], cancellationToken);
            return await StartAsync(context, stack, job, run, container!, cancellationToken);
        }
        var more = run is null && Count(times, oldest, now) is > 0 and var count ? $" (and {count} times since)" : "";
        run ??= await store.BeginAsync(job, stack, oldest, context.Fence, cancellationToken);
        return following.End(stack, known, run, $"was missed at {oldest:yyyy-MM-dd HH:mm}Z{more}: {(obstacle?.Message ?? "nobody looked after it then").TrimEnd('.')}.", now);
    }

    async Task<ReconcileOutcome> StartAsync(ReconcileContext context, DesiredStack stack, StackJob job, JobRun run, string container, CancellationToken cancellationToken)
    {
        var draft = new IntentDraft(
            $"docker/{stack.Engine.Name}/job/{stack.Project}/{job.Service}/{job.Labels.Name}", "exec", JsonSerializer.Serialize(new { ID = container }),
            JsonSerializer.Serialize(new { run.Due, job.Labels.Schedule, job.Labels.Zone }), $"it was due at {run.Due:yyyy-MM-dd HH:mm}Z");
        var intent = (await context.Intents.OpenAsync([draft], 2 * options.Value.CallTimeout, cancellationToken))[0];
        var settlement = await command.StartAsync(job, stack, run, container, cancellationToken);
        await context.Intents.SettleAsync([(intent, settlement)], alsoWrite: null, cancellationToken);
        if (settlement is Settlement.Applied)
            return new ReconcileOutcome.Applied { RevisitAfter = options.Value.RetryAfter };
        await operations.SayAsync(run.Operation, [("", StepRun.WhyOf(settlement), true)], cancellationToken);
        return Waiting(new Reason("NotStarted", StepRun.WhyOf(settlement)));
    }

    /// <summary>It is not due: it stays as bad as its last run was.</summary>
    ReconcileOutcome Idle(JobSchedule times, KnownJob known, DateTimeOffset now)
    {
        var next = times.NextAfter(now) - now ?? ResyncInterval;
        ReconcileOutcome outcome = known.Failure.Length > 0 ? new ReconcileOutcome.Stalled(new Reason("JobFailed", known.Failure)) : new ReconcileOutcome.Converged();
        return outcome with { RevisitAfter = next < ResyncInterval ? next : ResyncInterval };
    }

    ReconcileOutcome.Waiting Waiting(Reason reason) => new(reason, options.Value.RetryAfter);

    /// <summary>After the one and up to the other.</summary>
    static int Count(JobSchedule times, DateTimeOffset after, DateTimeOffset upTo) => times.Between(after, upTo).Take(MostCounted).Count();
}
