using System.Collections.Concurrent;
using System.Diagnostics;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.ServiceDefaults.Tests.Reconciliation;

sealed class ScriptedReconciler : IReconciler
{
    public string Kind => "zone";

    public TimeSpan ResyncInterval { get; init; } = EngineDatabase.Resync;

    public IReadOnlyCollection<string> Keys { get; set; } = [];

    public Func<ReconcileContext, Task<ReconcileOutcome>> Look { get; init; } =
        _ => Task.FromResult<ReconcileOutcome>(new ReconcileOutcome.Converged());

    public Func<Intent, Settlement> ReadBack { get; init; } = _ => throw new InvalidOperationException("Nothing is open.");

    public ConcurrentQueue<ReconcileContext> Looks { get; } = [];

    public ConcurrentQueue<Activity?> Activities { get; } = [];

    public ConcurrentQueue<Intent> ReadBacks { get; } = [];

    /// <summary>The keys are listed once it is complete.</summary>
    public Task Listing { get; init; } = Task.CompletedTask;

    public async Task<IReadOnlyCollection<string>> ListKeysAsync(CancellationToken cancellationToken)
    {
        await Listing.WaitAsync(cancellationToken);
        return Keys;
    }

    public Task<ReconcileOutcome> ReconcileAsync(ReconcileContext context, CancellationToken cancellationToken)
    {
        Activities.Enqueue(Activity.Current);
        Looks.Enqueue(context);
        return Look(context);
    }

    public Task<Settlement> ReadBackAsync(Intent intent, CancellationToken cancellationToken)
    {
        ReadBacks.Enqueue(intent);
        return Task.FromResult(ReadBack(intent));
    }
}
