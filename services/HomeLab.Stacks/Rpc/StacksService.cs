using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.ServiceDefaults.Rpc;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Healing;
using HomeLab.Stacks.Holding;
using HomeLab.Stacks.Images;
using HomeLab.Stacks.Jobs;
using HomeLab.Stacks.Operations;
using HomeLab.Stacks.Planning;
using HomeLab.Stacks.Reconciling;
using Contract = HomeLab.Contracts.Grpc.Stacks;

namespace HomeLab.Stacks.Rpc;

/// <summary>Tells how stacks run, and takes what people ask of them.</summary>
sealed class StacksService(StackListing listing, StackStates states, OperationStore operations, StackRestart restart, StackTaking taking, StackUpdates updates, DeploymentHolds holds, HealingStore healing, JobListing jobs, WorkQueue queue, TimeProvider time) : Contract.Stacks.StacksBase
{
    const int DefaultLimit = 50;
    const int MostLimit = 1000;
    const int LinesAtOnce = 500;
    static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    public override async Task<Contract.ListStacksResponse> ListStacks(Contract.ListStacksRequest request, ServerCallContext context)
    {
        var (lab, known) = await listing.ReadAsync(context.CancellationToken);
        var running = (await operations.ListRunningAsync(context.CancellationToken)).ToDictionary(it => it.Key);
        var upkeep = await listing.UpkeepAsync("", context.CancellationToken);
        var keys = lab.Stacks.Keys.Union(known.Keys).Order(StringComparer.Ordinal);
        var newer = await updates.ListAsync(lab.Stacks.Values, context.CancellationToken);
        return new Contract.ListStacksResponse
        {
            Silence = lab.Silence ?? "",
            Stacks = { keys.Select(it => StackMessages.Of(lab.Stacks.GetValueOrDefault(it), known.GetValueOrDefault(it) ?? StackState.New(it), running.GetValueOrDefault(it), upkeep, newer[it])) },
        };
    }

    public override async Task<Contract.Stack> GetStack(Contract.GetStackRequest request, ServerCallContext context)
    {
        var (wanted, state) = await listing.FindAsync(request.Stack, context.CancellationToken);
        var upkeep = await listing.UpkeepAsync(state.Key, context.CancellationToken);
        var newer = await updates.ListAsync(wanted is null ? [] : [wanted], context.CancellationToken);
        return StackMessages.Of(wanted, state, await operations.RunningAsync(state.Key, context.CancellationToken), upkeep, newer[state.Key]);
    }

    public override async Task<Contract.GetOrderResponse> GetOrder(Contract.GetOrderRequest request, ServerCallContext context)
    {
        var (lab, _) = await listing.ReadAsync(context.CancellationToken);
        var order = lab.Order;
        var steps = order.Steps();
        var placed = steps.SelectMany(it => it).ToHashSet(StringComparer.Ordinal);
        return new Contract.GetOrderResponse
        {
            Steps =
            {
                steps.Select(step => new Contract.OrderStep
                {
                    Stacks = { step.Select(key => new Contract.OrderedStack { Key = key, Because = { order.Before(key).Select(it => $"{it.Key} ({it.Value})") } }) },
                }),
            },
            Cycles = { lab.Stacks.Keys.Where(it => !placed.Contains(it)).Select(order.CycleOf).OfType<string>() },
        };
    }

    public override async Task<Contract.DeployResponse> Deploy(Contract.DeployRequest request, ServerCallContext context)
    {
        var caller = context.Demand(Role.Operator);
        var (wanted, state) = await FindIdleAsync(request.Stack, context.CancellationToken);
        if (wanted is null)
            throw Refused($"Nothing declares {state.Key} any more, so there is nothing to deploy.");
        await healing.ForgetAsync(state.Key, context.CancellationToken);
        if (state.FailedDigest.Length > 0)
            await states.WriteAsync(state with { FailedDigest = "", FailedReason = "" }, context.CancellationToken);
        await WakeAsync(state.Key, caller, context.CancellationToken);
        return new Contract.DeployResponse { Key = state.Key };
    }

    public override async Task<Contract.RollbackResponse> Rollback(Contract.RollbackRequest request, ServerCallContext context)
    {
        var caller = context.Demand(Role.Operator);
        var (wanted, state) = await FindIdleAsync(request.Stack, context.CancellationToken);
        if (wanted is null || state is not { Previous: { } previous })
            throw Refused($"Nothing is known to have run before what runs of {state.Key} now.");
        await states.WriteAsync(
            state with { Deployed = previous, Previous = state.Deployed, FailedDigest = wanted.Digest, FailedReason = $"{caller.Name} asked for what ran before." }, context.CancellationToken);
        await WakeAsync(state.Key, caller, context.CancellationToken);
        return new Contract.RollbackResponse { Key = state.Key, Commit = previous.Commit };
    }

    public override async Task<Contract.RestartResponse> Restart(Contract.RestartRequest request, ServerCallContext context)
    {
        var caller = context.Demand(Role.Operator);
        var (wanted, state) = await FindIdleAsync(request.Stack, context.CancellationToken);
        if (wanted is null)
            throw Refused($"Nothing declares {state.Key} any more, so nothing is done with what is left of it but to take it away.");
        var (lab, _) = await listing.ReadAsync(context.CancellationToken);
        if (await holds.OfAsync(state.Key, lab.Lab?.Holds ?? [], context.CancellationToken) is { } held)
            throw Refused(held.Message);
        var (operation, refusal) = await restart.BeginAsync(state.Deployed ?? wanted, request.Service, caller.Name, context.CancellationToken);
        if (refusal is not null)
            throw Refused(refusal);
        await healing.ForgetAsync(state.Key, context.CancellationToken);
        await WakeAsync(state.Key, caller, context.CancellationToken);
        return new Contract.RestartResponse { Key = state.Key, Operation = operation.ToString() };
    }

    public override async Task<Contract.TakeResponse> Take(Contract.TakeRequest request, ServerCallContext context)
    {
        var caller = context.Demand(Role.Operator);
        var (wanted, state) = await FindIdleAsync(request.Stack, context.CancellationToken);
        if ((wanted ?? state.Deployed) is not { } stack)
            throw Refused($"Nothing is known of {state.Key} that could be taken.");
        var (taken, refusal) = await taking.TakeAsync(stack, caller.Name, context.CancellationToken);
        if (refusal is not null)
            throw Refused(refusal);
        await WakeAsync(state.Key, caller, context.CancellationToken);
        return new Contract.TakeResponse { Key = state.Key, Objects = { taken.Select(it => new Contract.TakenObject { Name = it.Name, Installation = it.Installation }) } };
    }

    public override async Task<Contract.ListJobsResponse> ListJobs(Contract.ListJobsRequest request, ServerCallContext context) =>
        new() { Jobs = { await jobs.ListAsync(context.CancellationToken) } };

    public override async Task<Contract.ListOperationsResponse> ListOperations(Contract.ListOperationsRequest request, ServerCallContext context)
    {
        if (request.Limit is < 0 or > MostLimit)
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"The limit is a number from 1 to {MostLimit}."));
        var stack = StackJob.StackOf(request.Stack);
        var key = stack.Length == 0 ? "" : (await listing.FindAsync(stack, context.CancellationToken)).State.Key + request.Stack[stack.Length..];
        var found = await operations.ListAsync(key, request.Limit == 0 ? DefaultLimit : request.Limit, context.CancellationToken);
        return new Contract.ListOperationsResponse { Operations = { found.Select(StackMessages.Of) } };
    }

    public override async Task WatchLog(Contract.WatchLogRequest request, IServerStreamWriter<Contract.LogLine> responseStream, ServerCallContext context)
    {
        if (!Guid.TryParse(request.Operation, out var id) || await operations.FindAsync(id, context.CancellationToken) is null)
            throw new RpcException(new Status(StatusCode.NotFound, $"There is no operation {request.Operation}; `homelab stacks history` lists them."));
        var after = 0L;
        while (true)
        {
            // Asked before the lines are read, so that none is missed that came with the end.
            var hasEnded = (await operations.FindAsync(id, context.CancellationToken))?.EndedAt is not null;
            var lines = await operations.LinesAsync(id, after, LinesAtOnce, context.CancellationToken);
            foreach (var line in lines)
                await responseStream.WriteAsync(StackMessages.Of(line), context.CancellationToken);
            after = lines.Count > 0 ? lines[^1].Id : after;
            if (lines.Count == LinesAtOnce)
                continue;
            if (hasEnded || !request.Follow)
                return;
            await Task.Delay(LookAgain, time, context.CancellationToken);
        }
    }

    async Task<(DesiredStack? Wanted, StackState State)> FindIdleAsync(string called, CancellationToken cancellationToken)
    {
        var found = await listing.FindAsync(called, cancellationToken);
        return await operations.RunningAsync(found.State.Key, cancellationToken) is { } running
            ? throw Refused($"The operation {running.Kind} runs on {found.State.Key} since {running.StartedAt:yyyy-MM-dd HH:mm:ss}Z; `homelab stacks logs {found.State.Key}` shows it.")
            : found;
    }

    Task WakeAsync(string key, Caller caller, CancellationToken cancellationToken) => queue.EnqueueAsync(
        [StackReconciler.KeyOf(key)], Cause.Here("Operator", key, time.GetUtcNow()) with { Actor = caller.Name, IsUrgent = true }, cancellationToken);

    static RpcException Refused(Reason why) => new(new Status(
        why.Code switch
        {
            TargetReasons.NoSuchService => StatusCode.InvalidArgument,
            TargetReasons.Silent => StatusCode.Unavailable,
            _ => StatusCode.FailedPrecondition,
        },
        why.Message));

    static RpcException Refused(string why) => new(new Status(StatusCode.FailedPrecondition, why));
}
