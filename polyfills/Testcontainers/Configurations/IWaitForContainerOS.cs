using System.Text.RegularExpressions;

namespace DotNet.Testcontainers.Configurations;

/// <summary>What has to hold before a started container counts as ready: all of it, in the order in which it was asked for.</summary>
public interface IWaitForContainerOS
{
    IWaitForContainerOS AddCustomWaitStrategy(IWaitUntil waitUntil, Action<IWaitStrategy> waitStrategyModifier = null);

    /// <summary>The command, read by the container's shell, exits with 0.</summary>
    IWaitForContainerOS UntilCommandIsCompleted(string command, Action<IWaitStrategy> waitStrategyModifier = null);

    IWaitForContainerOS UntilCommandIsCompleted(IEnumerable<string> command, Action<IWaitStrategy> waitStrategyModifier = null);

    IWaitForContainerOS UntilCommandIsCompleted(params string[] command);

    /// <summary>A process in the container listens on the port. Needs <c>cat</c> in the container.</summary>
    IWaitForContainerOS UntilInternalTcpPortIsAvailable(int containerPort, Action<IWaitStrategy> waitStrategyModifier = null);

    /// <summary>The port that the container's port is published on takes connections; the daemon's proxy may do so before the container does.</summary>
    IWaitForContainerOS UntilExternalTcpPortIsAvailable(int containerPort, Action<IWaitStrategy> waitStrategyModifier = null);

    /// <summary>A line of either output matches the regular expression.</summary>
    IWaitForContainerOS UntilMessageIsLogged(string pattern, Action<IWaitStrategy> waitStrategyModifier = null);

    IWaitForContainerOS UntilMessageIsLogged(Regex pattern, Action<IWaitStrategy> waitStrategyModifier = null);

    IWaitForContainerOS UntilHttpRequestIsSucceeded(
        Func<HttpWaitStrategy, HttpWaitStrategy> request, Action<IWaitStrategy> waitStrategyModifier = null);

    /// <summary>The container's own health check succeeds; more failures in a row than <paramref name="failingStreak"/> end the wait.</summary>
    IWaitForContainerOS UntilContainerIsHealthy(long failingStreak = 3, Action<IWaitStrategy> waitStrategyModifier = null);
}
