using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Rpc;

namespace HomeLab.Dns.Sources;

/// <summary>Asks Inventory what has changed, and answers from memory when Inventory does not: then the sources' ages grow.</summary>
sealed partial class LabFeed(
    Contracts.Grpc.Inventory.Inventory.InventoryClient inventory, LabStore store, TimeProvider time, ILogger<LabFeed> logger) : IDisposable
{
    static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    readonly SemaphoreSlim turn = new(1, 1);
    DateTimeOffset askedAt = DateTimeOffset.MinValue;
    string? silence;

    public async Task<LabSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var wantedAt = time.GetUtcNow();
        await turn.WaitAsync(cancellationToken);
        try
        {
            var known = await store.ReadAsync(cancellationToken);
            // Several zones ask at once; an answer that was asked for after this began serves them all.
            var lab = askedAt > wantedAt ? known : await AskAsync(known, cancellationToken);
            return lab with { Silence = silence };
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    async Task<LabSnapshot> AskAsync(LabSnapshot known, CancellationToken cancellationToken)
    {
        try
        {
            askedAt = time.GetUtcNow();
            var request = new GetSnapshotRequest
            {
                Scopes = { Scope.Lab, Scope.Endpoints }, Epoch = known.Epoch, SinceRevision = known.Revision,
            };
            var deadline = DateTime.UnixEpoch + (askedAt + AnswerWithin - DateTimeOffset.UnixEpoch);
            var answer = await inventory.GetSnapshotAsync(request, deadline: deadline, cancellationToken: cancellationToken);
            if (answer.Epoch.Length == 0)
            {
                throw new RpcException(new Status(StatusCode.DataLoss, "its answer does not say of which database it is"));
            }
            var saved = await store.SaveAsync(known, answer, askedAt, cancellationToken);
            Tell(null);
            return saved;
        }
        catch (RpcException e) when (!cancellationToken.IsCancellationRequested)
        {
            Tell(RpcSilence.Why(e.StatusCode), $"{e.StatusCode} {e.Status.Detail}");
            return known;
        }
    }

    void Tell(string? now, string detail = "")
    {
        if (now is not null && silence is null)
        {
            Log.Silent(logger, detail);
        }
        else if (now is null && silence is not null)
        {
            Log.Back(logger);
        }
        silence = now;
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Inventory does not answer ({Reason}); working from what it said last, deleting nothing once that is old")]
        public static partial void Silent(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Information, "Inventory answers again")]
        public static partial void Back(ILogger logger);
    }
}
