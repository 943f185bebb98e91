namespace HomeLab.Benchmarks.Messages;

/// <summary>Carries messages from a row of one database to a row of another, once each.</summary>
interface IPipeline : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Commits one message in a transaction of its own, beside a row of the sender's.</summary>
    Task SendAsync(int number);

    /// <summary>How many the receiver has committed.</summary>
    Task<long> HandledAsync();
}
