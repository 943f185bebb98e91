namespace HomeLab.Benchmarks.Updaters;

/// <summary>A program that keeps records at the address that its detector says.</summary>
interface IUpdater
{
    /// <summary>With its version.</summary>
    string Name { get; }

    /// <summary>How its requests are called in the simulator's log.</summary>
    string Credential { get; }

    /// <summary>Whether it looks by itself all the time; else only when it is run.</summary>
    bool IsResident { get; }

    /// <summary>Makes the scenario's records hold the address that the detectors say now.</summary>
    Task BeginAsync(Scenario scenario);

    /// <summary>Lets it notice what its detectors say now, and do what it does about it.</summary>
    /// <param name="isDone">It may be left alone as soon as this holds.</param>
    Task<Look> LookAsync(Scenario scenario, Func<Task<bool>> isDone);

    /// <summary>Lets what it remembers be as old as if so much time had passed.</summary>
    Task AgeAsync(Scenario scenario, TimeSpan by);

    /// <summary>Ends when all that it was in doubt about is settled.</summary>
    Task SettleAsync(Scenario scenario);

    /// <summary>Starts it as its package does, with the intervals that it has unless told; it ends with the returned.</summary>
    Task<IAsyncDisposable> StartAsync(Scenario scenario);
}

/// <summary>How a look ended.</summary>
/// <param name="Aftermath">What it does that keeps it from its next look; null: nothing.</param>
sealed record Look(string? Aftermath);
