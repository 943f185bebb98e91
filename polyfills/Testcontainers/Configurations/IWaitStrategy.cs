namespace DotNet.Testcontainers.Configurations;

public interface IWaitStrategy
{
    /// <summary>Gives up with a <see cref="RetryLimitExceededException"/> after so many looks; 0 for never.</summary>
    IWaitStrategy WithRetries(ushort retries);

    IWaitStrategy WithInterval(TimeSpan interval);

    /// <summary>Gives up with a <see cref="TimeoutException"/> after so long; an hour unless said otherwise.</summary>
    IWaitStrategy WithTimeout(TimeSpan timeout);

    IWaitStrategy WithMode(WaitStrategyMode mode);
}
