using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Rpc;
using HomeLab.Stacks.Images;

namespace HomeLab.Stacks.Sources;

/// <summary>Asks Inventory what is wanted, and answers from memory when Inventory does not.</summary>
sealed partial class StackFeed(DesiredStacks.DesiredStacksClient inventory, StackStore store, StackImageStore images, TimeProvider time, ILogger<StackFeed> logger) : IDisposable
{
    static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);

    readonly SharedRead<LabStacks> shared = new();
    LabStacks? known;
    LabStacks? pinned;
    IReadOnlyList<StackImage> pins = [];

    /// <summary>As of an answer that was asked for after this was called: many stacks ask at once.</summary>
    public Task<LabStacks> ReadAsync(CancellationToken cancellationToken) => shared.ReadAsync(AskAsync, cancellationToken);

    public void Dispose() => shared.Dispose();

    async Task<LabStacks> AskAsync(CancellationToken cancellationToken)
    {
        known = await AskAsync(known ?? await store.ReadAsync(cancellationToken), cancellationToken);
        return pinned = await PinAsync(known, cancellationToken);
    }

    async Task<LabStacks> PinAsync(LabStacks lab, CancellationToken cancellationToken)
    {
        var before = pins;
        pins = await images.ListPinnedAsync(cancellationToken);
        return pinned is { Version.Length: > 0 } && pinned.Version == lab.Version && pins.SequenceEqual(before)
            ? lab with { Stacks = pinned.Stacks }
            : lab.With(pins);
    }

    async Task<LabStacks> AskAsync(LabStacks before, CancellationToken cancellationToken)
    {
        try
        {
            var now = time.GetUtcNow();
            var request = new ListDesiredStacksRequest { KnownVersion = before.Version, Known = { before.Stacks.ToDictionary(it => it.Key, it => it.Value.Digest) } };
            var deadline = DateTime.UnixEpoch + (now + AnswerWithin - DateTimeOffset.UnixEpoch);
            var answer = await inventory.ListDesiredStacksAsync(request, deadline: deadline, cancellationToken: cancellationToken);
            var after = before.With(answer, now);
            await store.SaveAsync(before, after, cancellationToken);
            if (before.Silence is not null)
                Log.Back(logger);
            return after;
        }
        catch (RpcException e) when (!cancellationToken.IsCancellationRequested)
        {
            if (before.Silence is null)
                Log.Silent(logger, $"{e.StatusCode} {e.Status.Detail}");
            return before with { Silence = $"Inventory does not answer: {RpcSilence.Why(e.StatusCode)}" };
        }
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Inventory does not answer ({Reason}); stacks are kept as it said last")]
        public static partial void Silent(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Information, "Inventory answers again")]
        public static partial void Back(ILogger logger);
    }
}
