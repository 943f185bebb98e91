using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Executing;

namespace HomeLab.Stacks.Reconciling;

/// <summary>Waits between two looks at what starts: until something changed where the target tells of it, else for a while.</summary>
sealed class StackPause(IStackExecutor executor, DesiredStack wish, TimeSpan interval, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Who is told of changes need not look as often.</summary>
    const int Patience = 4;

    IChangeWatch? watch;

    public async Task NextAsync(CancellationToken cancellationToken)
    {
        if (watch is not null)
            await watch.NextAsync(Patience * interval, cancellationToken);
        // What happened before it was watched is seen by one more look.
        else if ((watch = await executor.WatchAsync(wish, cancellationToken)) is null)
            await Task.Delay(interval, time, cancellationToken);
    }

    public ValueTask DisposeAsync() => watch?.DisposeAsync() ?? ValueTask.CompletedTask;
}
