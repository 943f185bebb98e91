using System.Diagnostics;
using DotNet.Testcontainers.Containers;

namespace DotNet.Testcontainers.Configurations;

/// <summary>One condition with how often and for how long it is looked at.</summary>
sealed class WaitLoop(Func<IContainer, Task<bool>> condition) : IWaitStrategy
{
    ushort _retries = TestcontainersSettings.WaitStrategyRetries ?? 0;
    TimeSpan _interval = TestcontainersSettings.WaitStrategyInterval ?? TimeSpan.FromSeconds(1);
    TimeSpan _timeout = TestcontainersSettings.WaitStrategyTimeout ?? TimeSpan.FromHours(1);
    WaitStrategyMode _mode = WaitStrategyMode.Running;

    public IWaitStrategy WithRetries(ushort retries)
    {
        _retries = retries;
        return this;
    }

    public IWaitStrategy WithInterval(TimeSpan interval)
    {
        _interval = interval;
        return this;
    }

    public IWaitStrategy WithTimeout(TimeSpan timeout)
    {
        _timeout = timeout;
        return this;
    }

    public IWaitStrategy WithMode(WaitStrategyMode mode)
    {
        _mode = mode;
        return this;
    }

    /// <summary>Returns once the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not hold in time.</exception>
    /// <exception cref="RetryLimitExceededException">It did not hold after the last look.</exception>
    /// <exception cref="ContainerNotRunningException">The container ended first, and it should not have.</exception>
    public async Task WaitAsync(StartedContainer container, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        for (var looks = 1; ; looks++)
        {
            await container.RefreshAsync(cancellationToken);
            var hasEnded = container.State is TestcontainersStates.Exited or TestcontainersStates.Dead;
            if (await HoldsAsync(container, hasEnded, cancellationToken)) return;
            if (hasEnded && _mode == WaitStrategyMode.Running) throw await container.NotRunningAsync(cancellationToken);
            if (_retries > 0 && looks > _retries)
                throw new RetryLimitExceededException($"{container.Name} is not ready after {_retries} retries.");
            if (watch.Elapsed + _interval > _timeout)
                throw new TimeoutException($"{container.Name} is not ready after {_timeout.TotalSeconds} s.");
            await Task.Delay(_interval, cancellationToken);
        }
    }

    async Task<bool> HoldsAsync(StartedContainer container, bool hasEnded, CancellationToken cancellationToken)
    {
        try
        {
            return await condition(container).WaitAsync(cancellationToken);
        }
        catch (global::Docker.DotNet.DockerApiException) when (hasEnded || !container.IsStillRunning)
        {
            // Nothing can be run in a container that has ended; whether it may have is decided by the mode.
            return false;
        }
    }
}
