namespace HomeLab.Benchmarks.Sources;

/// <summary>Something that Inventory observes, and bare programs that do with it the least that can be done.</summary>
interface IObserved : IAsyncDisposable
{
    /// <summary>Of the lab's spec, as YAML: <c>docker: […]</c>.</summary>
    string Lab { get; }

    /// <summary>Variables of Inventory's environment that the lab refers to.</summary>
    IReadOnlyDictionary<string, string?> Secrets { get; }

    /// <summary>How the names of its sources begin.</summary>
    string SourcePrefix { get; }

    /// <summary>How many there are of what is made for the benchmark.</summary>
    int Things { get; }

    /// <summary>What <see cref="ChangeAsync"/> changes, by its address in Inventory.</summary>
    string Changed { get; }

    /// <summary>Asks for everything, with the fewest calls, and reads the answers without looking at them.</summary>
    /// <returns>Bytes.</returns>
    Task<long> ReadAllAsync();

    /// <summary>Changes one thing, and returns once a bare client has seen that it is different.</summary>
    Task ChangeAsync(int round);
}
