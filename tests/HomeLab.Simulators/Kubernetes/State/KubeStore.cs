using HomeLab.Simulators.Kubernetes.Demo;
using HomeLab.Simulators.Kubernetes.Objects;
using HomeLab.Simulators.Kubernetes.Resources;
using HomeLab.Simulators.Persistence;

namespace HomeLab.Simulators.Kubernetes.State;

/// <summary>One cluster: one writer at a time, kept before it is answered; who watches is woken after.</summary>
sealed class KubeStore
{
    readonly Lock gate = new();
    readonly List<KubeChange> history = [];
    readonly Queue<(DateTimeOffset Since, KubeState State)> past = new();
    readonly DataDirectory directory;
    readonly KubernetesOptions options;
    readonly TimeProvider clock;
    TaskCompletionSource changed = New();
    CancellationTokenSource watches = new();
    KubeState current;
    ResourceCatalog catalog;

    public KubeStore(KubernetesClusterSeed seed, DataDirectory directory, KubernetesOptions options, TimeProvider clock)
    {
        (Seed, this.directory, this.options, this.clock) = (seed, directory, options, clock);
        var kept = directory.Load<StoredKubeState>(File);
        current = kept switch
        {
            null => FirstObjects.Of(clock.GetUtcNow()),
            { Format: StoredKubeState.CurrentFormat } stored => stored.Restored(),
            var stored => throw new InvalidOperationException($"The kept Kubernetes state has format {stored.Format}; this simulator reads {StoredKubeState.CurrentFormat}."),
        };
        catalog = ResourceCatalog.Of(current);
        Oldest = current.Version;
        past.Enqueue((DateTimeOffset.MinValue, current));
        Keep(current);
        if (kept is null)
            Plant();
    }

    public KubernetesClusterSeed Seed { get; }

    /// <summary>The oldest version that can be gone on from.</summary>
    public long Oldest { get; private set; }

    public KubeState Current
    {
        get
        {
            lock (gate)
                return current;
        }
    }

    public ResourceCatalog Catalog
    {
        get
        {
            lock (gate)
                return catalog;
        }
    }

    /// <summary>Cancelled when all watches are cut.</summary>
    public CancellationToken WatchesCut
    {
        get
        {
            lock (gate)
                return watches.Token;
        }
    }

    string File => $"kubernetes-{Seed.Name}";

    /// <summary>The state of a version; null when it is forgotten.</summary>
    public KubeState? At(long version)
    {
        lock (gate)
            return version < Oldest || past.Peek().State.Version > version ? null : past.Last(state => state.State.Version <= version).State;
    }

    public KubeState AsOf(DateTimeOffset at)
    {
        lock (gate)
            return past.LastOrDefault(state => state.Since <= at, past.Peek()).State;
    }

    /// <summary>What happened after a version, and what tells of more; null when that is forgotten.</summary>
    public (IReadOnlyList<KubeChange> Changes, Task More, long Version)? After(long version, string resource)
    {
        lock (gate)
        {
            if (version < Oldest)
                return null;
            var changes = new List<KubeChange>();
            for (var index = history.Count - 1; index >= 0 && history[index].Version > version; index--)
                if (history[index].Resource == resource)
                    changes.Add(history[index]);
            changes.Reverse();
            return (changes, changed.Task, current.Version);
        }
    }

    public T Change<T>(Func<KubeState, (IReadOnlyList<KubeChange> Changes, T Result)> change)
    {
        T result;
        TaskCompletionSource wake;
        lock (gate)
        {
            (var changes, result) = change(current);
            if (changes.Count == 0)
                return result;
            var after = changes.Aggregate(current, (state, one) =>
                one.After is { } thing ? state.With(one.Resource, thing) : state.Without(one.Resource, one.Before!, one.Version));
            Keep(after);
            if (changes.Any(one => one.Resource == BuiltInResources.Definitions.Qualified))
                catalog = ResourceCatalog.Of(after);
            current = after;
            history.AddRange(changes);
            past.Enqueue((clock.GetUtcNow(), after));
            Trim(options.RememberedChanges);
            wake = Interlocked.Exchange(ref changed, New());
        }

        wake.SetResult();
        return result;
    }

    /// <summary>Forgets every state but the present one.</summary>
    public void Forget()
    {
        lock (gate)
            Trim(0);
    }

    public void CutWatches()
    {
        CancellationTokenSource cut;
        lock (gate)
            (cut, watches) = (watches, new CancellationTokenSource());
        cut.Cancel();
    }

    public void Reset()
    {
        lock (gate)
        {
            current = FirstObjects.Of(clock.GetUtcNow()) with { Version = current.Version + 1000 };
            catalog = ResourceCatalog.Of(current);
            Keep(current);
            past.Enqueue((clock.GetUtcNow(), current));
            Trim(0);
        }

        Plant();
        CutWatches();
    }

    void Plant()
    {
        foreach (var thing in Seed.IsDemoLab ? DemoLab.Objects(clock.GetUtcNow()) : [])
            Planting.Put(this, thing, clock.GetUtcNow());
    }

    void Keep(KubeState state)
    {
        if (directory.IsKept)
            directory.Save(File, StoredKubeState.Of(state));
    }

    void Trim(int kept)
    {
        if (history.Count > kept * 2 || kept == 0)
        {
            history.RemoveRange(0, Math.Max(0, history.Count - kept));
            Oldest = history.Count == 0 ? current.Version : history[0].Version - 1;
        }

        while (past.Count > 1 && (past.Count > 2000 || past.Peek().State.Version < Oldest))
            past.Dequeue();
        Oldest = Math.Max(Oldest, kept == 0 ? current.Version : 0);
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
