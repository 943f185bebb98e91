using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Operations;
using Microsoft.Extensions.Options;
using InventoryClient = HomeLab.Contracts.Grpc.Inventory.Inventory.InventoryClient;

namespace HomeLab.Stacks.Holding;

/// <summary>
/// Holds what a stack is while what runs of it is touched, so that nobody takes its records away meanwhile; and tells which holds of others it is under.
/// </summary>
/// <remarks>Each hold ends by itself, so that none outlives this service. That Inventory takes none is no reason not to deploy.</remarks>
sealed class DeploymentHolds(InventoryClient inventory, DeploymentHoldStore store, OperationStore operations, IOptions<StacksOptions> options, TimeProvider time)
{
    /// <summary>Steps that end something that runs.</summary>
    static readonly string[] Touching = ["stop", "restart", "rename", "remove", "delete", "update", "deploy", "disconnect"];

    /// <summary>Why nothing is changed now; null: nothing holds it but we ourselves.</summary>
    public async Task<Reason?> OfAsync(string key, IReadOnlyCollection<PlacedHold> holds, CancellationToken cancellationToken)
    {
        if (StackHold.Of(key, holds, time.GetUtcNow()) is null)
            return null;
        var ours = (await store.ListAsync(cancellationToken)).Values.Select(it => it.Id).ToHashSet(StringComparer.Ordinal);
        return StackHold.Of(key, holds.Where(it => !ours.Contains(it.Id)), time.GetUtcNow());
    }

    /// <summary>Before the steps are made.</summary>
    public async Task PlaceAsync(DesiredStack stack, StackLook look, Operation operation, CancellationToken cancellationToken)
    {
        if (!look.Plan.Any(it => Touching.Contains(it.Action)))
            return;
        var now = time.GetUtcNow();
        var known = (await store.ListAsync(cancellationToken)).GetValueOrDefault(stack.Key);
        var length = stack.HealthyWithin.ToTimeSpan() + options.Value.PullTimeout;
        if (known.Until > now + (length / 2))
            return;
        try
        {
            var placed = await inventory.PlaceHoldAsync(
                new PlaceHoldRequest { Scope = ScopeOf(stack), Reason = $"The stack {stack.Name} is being changed ({operation.Kind} {operation.Id}).", Until = Timestamp.FromDateTimeOffset(now + length) },
                cancellationToken: cancellationToken);
            await store.WriteAsync(stack.Key, placed.Id, placed.Until.ToDateTimeOffset(), cancellationToken);
            if (known.Id is { } earlier)
                await EndAsync(earlier, cancellationToken);
        }
        catch (RpcException exception) when (!cancellationToken.IsCancellationRequested)
        {
            await operations.SayAsync(operation.Id, [("", $"No hold could be placed on {ScopeOf(stack)}: {exception.StatusCode} {exception.Status.Detail}", true)], cancellationToken);
        }
    }

    /// <summary>Once nothing is done on the stack any more.</summary>
    public async Task ReleaseAsync(string key, CancellationToken cancellationToken)
    {
        if (await store.IdleAsync(key, cancellationToken) is not { } id)
            return;
        await EndAsync(id, cancellationToken);
        await store.ForgetAsync(key, id, cancellationToken);
    }

    async Task EndAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await inventory.ReleaseHoldAsync(new ReleaseHoldRequest { Id = id }, cancellationToken: cancellationToken);
        }
        catch (RpcException) when (!cancellationToken.IsCancellationRequested)
        {
            // It is gone, or goes by itself.
        }
    }

    /// <summary>As Inventory addresses what the stack is: its containers at a Docker host, itself at Komodo.</summary>
    static string ScopeOf(DesiredStack stack) => stack.Engine is { } engine ? $"docker/{engine.Name}/{stack.Project}" : $"komodo/{stack.Komodo.Name}/stack/{stack.Name}";
}
