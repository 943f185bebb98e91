using System.Net.Sockets;
using System.Text.RegularExpressions;
using DotNet.Testcontainers.Containers;

namespace DotNet.Testcontainers.Configurations;

/// <summary>Gathers conditions.</summary>
sealed class WaitForContainer : IWaitForContainerOS
{
    readonly List<WaitLoop> _loops = [];

    public IReadOnlyList<WaitLoop> Loops => _loops;

    public IWaitForContainerOS AddCustomWaitStrategy(IWaitUntil waitUntil, Action<IWaitStrategy> waitStrategyModifier)
    {
        ArgumentNullException.ThrowIfNull(waitUntil);
        return Add(waitUntil.UntilAsync, waitStrategyModifier);
    }

    public IWaitForContainerOS UntilCommandIsCompleted(string command, Action<IWaitStrategy> waitStrategyModifier) =>
        UntilCommandIsCompleted(["/bin/sh", "-c", command], waitStrategyModifier);

    public IWaitForContainerOS UntilCommandIsCompleted(IEnumerable<string> command, Action<IWaitStrategy> waitStrategyModifier)
    {
        string[] line = [.. command];
        return Add(async container => (await container.ExecAsync(line)).ExitCode == 0, waitStrategyModifier);
    }

    public IWaitForContainerOS UntilCommandIsCompleted(params string[] command) => UntilCommandIsCompleted(command, null);

    public IWaitForContainerOS UntilInternalTcpPortIsAvailable(int containerPort, Action<IWaitStrategy> waitStrategyModifier) =>
        Add(async container =>
        {
            var tables = await container.ExecAsync(["cat", "/proc/net/tcp", "/proc/net/tcp6"]);
            return SocketTable.HasListener(tables.Stdout, containerPort);
        }, waitStrategyModifier);

    public IWaitForContainerOS UntilExternalTcpPortIsAvailable(int containerPort, Action<IWaitStrategy> waitStrategyModifier) =>
        Add(async container =>
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(container.Hostname, container.GetMappedPublicPort(containerPort));
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }, waitStrategyModifier);

    public IWaitForContainerOS UntilMessageIsLogged(string pattern, Action<IWaitStrategy> waitStrategyModifier) =>
        UntilMessageIsLogged(new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(5)), waitStrategyModifier);

    public IWaitForContainerOS UntilMessageIsLogged(Regex pattern, Action<IWaitStrategy> waitStrategyModifier)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Add(async container =>
        {
            var (stdout, stderr) = await container.GetLogsAsync(since: container.StoppedTime, timestampsEnabled: false);
            return pattern.IsMatch(stdout) || pattern.IsMatch(stderr);
        }, waitStrategyModifier);
    }

    public IWaitForContainerOS UntilHttpRequestIsSucceeded(
        Func<HttpWaitStrategy, HttpWaitStrategy> request, Action<IWaitStrategy> waitStrategyModifier)
    {
        ArgumentNullException.ThrowIfNull(request);
        return AddCustomWaitStrategy(request(new HttpWaitStrategy()), waitStrategyModifier);
    }

    public IWaitForContainerOS UntilContainerIsHealthy(long failingStreak, Action<IWaitStrategy> waitStrategyModifier) =>
        Add(container => container.HealthCheckFailingStreak > failingStreak
            ? throw new TimeoutException($"The health check of {container.Name} failed {container.HealthCheckFailingStreak} times in a row.")
            : Task.FromResult(container.Health == TestcontainersHealthStatus.Healthy), waitStrategyModifier);

    WaitForContainer Add(Func<IContainer, Task<bool>> condition, Action<IWaitStrategy> change)
    {
        var loop = new WaitLoop(condition);
        change?.Invoke(loop);
        _loops.Add(loop);
        return this;
    }
}
