using HomeLab.Simulators.Komodo.Seeds;
using HomeLab.Simulators.Komodo.Updates;
using HomeLab.Simulators.Persistence;

namespace HomeLab.Simulators.Komodo.State;

/// <summary>One Core: one writer at a time, kept before it is answered, told of to whoever follows its updates.</summary>
sealed class CoreStore
{
    /// <summary>Of the kept state, and part of its file's name: one of another shape stays where it is, and the seed begins anew.</summary>
    const int Shape = 2;

    /// <summary>States that a stale read can go back to.</summary>
    const int RememberedStates = 500;

    readonly Lock gate = new();
    readonly Queue<(DateTimeOffset Since, Core Core)> past = new();
    readonly DataDirectory directory;
    readonly CoreSeed configured;
    readonly TimeProvider clock;
    Core current;

    public CoreStore(CoreSeed seed, DataDirectory directory, TimeProvider clock)
    {
        configured = Seed = seed;
        this.directory = directory;
        this.clock = clock;
        current = Load() with { News = [] };
        directory.Save(File, current);
        past.Enqueue((DateTimeOffset.MinValue, current));
    }

    public CoreSeed Seed { get; private set; }

    /// <summary>Another Core is in its place: what was begun in the one before ends nowhere.</summary>
    public int Generation { get; private set; }

    public UpdateFeed Feed { get; } = new();

    public FailedLogins Failures { get; } = new();

    public Release Release => Komodo.Release.Parse(Current.Version)!;

    string File => $"komodo-{configured.Name}.{Shape}";

    public Core Current
    {
        get
        {
            lock (gate)
                return current;
        }
    }

    public KeySeed? FindKey(string key, string secret) => Seed.AllKeys.FirstOrDefault(it => it.Key == key && it.Secret == secret);

    public Core AsOf(DateTimeOffset at)
    {
        lock (gate)
            return past.LastOrDefault(state => state.Since <= at, past.Peek()).Core;
    }

    /// <returns>Whether something changed.</returns>
    public bool Change(Func<Core, Core> change)
    {
        lock (gate)
        {
            var before = current;
            var after = change(before);
            if (ReferenceEquals(after, before))
                return false;
            Keep(after);
            foreach (var update in after.News)
                Feed.Publish(update);
            return true;
        }
    }

    public void Plant(CoreSeed seed)
    {
        lock (gate)
        {
            Seed = seed;
            Generation++;
            Keep(SeededCore.Of(seed, clock.GetUtcNow()));
            // It has been so for as long as anybody can remember.
            past.Clear();
            past.Enqueue((DateTimeOffset.MinValue, current));
        }
    }

    public void Reset() => Plant(configured);

    /// <summary>As if its process ended and began again.</summary>
    public void Restart()
    {
        lock (gate)
        {
            Generation++;
            Keep(RestartedCore.Of(current, clock.GetUtcNow()));
        }
        Feed.Cut();
    }

    void Keep(Core core)
    {
        core = core with { News = [] };
        directory.Save(File, core);
        current = core;
        past.Enqueue((clock.GetUtcNow(), core));
        while (past.Count > RememberedStates)
            past.Dequeue();
    }

    Core Load() => directory.Load<Core>(File) is { } kept ? RestartedCore.Of(kept, clock.GetUtcNow()) : SeededCore.Of(configured, clock.GetUtcNow());
}
