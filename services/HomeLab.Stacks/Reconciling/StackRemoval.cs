using System.Diagnostics;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Operations;
using HomeLab.Stacks.Planning;
using Microsoft.Extensions.Options;

namespace HomeLab.Stacks.Reconciling;

/// <summary>Takes away what nobody declares any more: always by a person's word, and never its volumes.</summary>
sealed class StackRemoval(StackStates states, OperationStore operations, StepRun steps, IOptions<StacksOptions> options)
{
    static readonly Reason Undeclared = new(
        "Undeclared", "Nothing declares it any more. It is left as it runs until a person approves that its containers and networks go; its volumes stay in any case.");

    public async Task<ReconcileOutcome> ProposeAsync(ReconcileContext context, IStackExecutor executor, DesiredStack left, CancellationToken cancellationToken)
    {
        var observed = await executor.LookAsync(left, LookPurpose.Remove, cancellationToken);
        if (!observed.TryGetValue(out var look, out var reason))
            return new ReconcileOutcome.Waiting(reason, options.Value.RetryAfter);
        if (look.Refusal is { } refusal)
            return new ReconcileOutcome.Stalled(refusal) { RevisitAfter = options.Value.StalledRetryAfter };
        if (look.Steps.Count == 0)
        {
            await states.ForgetAsync(left.Key, cancellationToken);
            return new ReconcileOutcome.Converged();
        }
        var proposal = StackPlan.Propose(left.Key, look, [Undeclared]);
        if (await context.Decisions.OnAsync(proposal.Plan.Hash, cancellationToken) is not Decision.Approved approved)
            return new ReconcileOutcome.Proposed([Undeclared]) { Plan = proposal.Plan, Proposal = proposal };
        var operation = await operations.BeginAsync(
            left.Key, OperationKinds.Remove, left.Digest, left.Commit, context.Cause.Kind, approved.By, Activity.Current?.TraceId.ToString() ?? "", cancellationToken);
        var failed = await steps.RunAsync(executor, left, look.Steps, operation, approved.Intents, cancellationToken);
        await operations.EndAsync(operation, failed is null ? "succeeded" : "failed", failed is null ? "" : StepRun.WhyOf(failed), cancellationToken);
        return failed is null
            ? new ReconcileOutcome.Applied { Plan = proposal.Plan, RevisitAfter = options.Value.HealthInterval }
            : new ReconcileOutcome.Waiting(new Reason("StepFailed", StepRun.WhyOf(failed)), options.Value.RetryAfter);
    }
}
