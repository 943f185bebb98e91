using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Operations;
using Contract = HomeLab.Contracts.Grpc.Stacks;

namespace HomeLab.Stacks.Rpc;

/// <summary>Stacks and operations in the words of the contract.</summary>
static class StackMessages
{
    /// <param name="wanted">Null: nothing declares it any more.</param>
    public static Contract.Stack Of(DesiredStack? wanted, StackState state, Operation? running, Upkeep upkeep, IEnumerable<Contract.ImageUpdate> updates)
    {
        var stack = wanted ?? state.Deployed;
        var drift = upkeep.Drift.GetValueOrDefault(state.Key, KnownDrift.None);
        return new Contract.Stack
        {
            Key = state.Key,
            Name = stack?.Name ?? state.Key[(state.Key.LastIndexOf('/') + 1)..],
            Project = stack?.Project ?? "",
            IsWanted = wanted is not null,
            DeclaredBy = wanted?.DeclaredBy ?? "",
            File = wanted?.File ?? "",
            Line = wanted?.Line ?? 0,
            Commit = wanted?.Commit ?? "",
            DeployedCommit = state.Deployed?.Commit ?? "",
            IsDeployed = wanted is not null && wanted.Digest == state.Deployed?.Digest,
            IsAsWanted = state.IsAsWanted,
            LookedAt = state.LookedAt is { } at ? Timestamp.FromDateTimeOffset(at) : null,
            Services = { state.Services.Select(it => new Contract.Service { Name = it.Name, Image = it.Image, State = it.State, Running = it.Running, Wanted = it.Wanted }) },
            Notes = { state.Notes },
            Operation = running is null ? null : Of(running),
            Updates = { updates },
            FailedReason = wanted is not null && state.FailedDigest == wanted.Digest ? state.FailedReason : "",
            Drift = { drift.Fields.Select(it => new Contract.DriftedField { Service = it.Service, Field = it.Field }) },
            DriftedAt = drift.Since is { } since ? Timestamp.FromDateTimeOffset(since) : null,
            Flapping = { upkeep.Healing.GetValueOrDefault(state.Key)?.LeftAlone ?? [] },
        };
    }

    public static Contract.Operation Of(Operation operation) => new()
    {
        Id = operation.Id.ToString(),
        Stack = operation.Key,
        Kind = operation.Kind,
        State = operation.State,
        Reason = operation.Reason,
        Commit = operation.Commit,
        Cause = operation.CauseKind,
        Actor = operation.Actor,
        Trace = operation.Trace,
        StartedAt = Time(operation.StartedAt),
        EndedAt = operation.EndedAt is { } ended ? Time(ended) : null,
    };

    public static Contract.LogLine Of(OperationLine line) => new() { At = Time(line.At), Step = line.Step, Text = line.Text, IsError = line.IsError };

    static Timestamp Time(DateTime at) => Timestamp.FromDateTime(DateTime.SpecifyKind(at, DateTimeKind.Utc));
}
