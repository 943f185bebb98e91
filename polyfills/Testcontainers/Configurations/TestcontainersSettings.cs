using System.Globalization;

namespace DotNet.Testcontainers.Configurations;

/// <summary>Settings of the whole process, each preset by an environment variable.</summary>
public static class TestcontainersSettings
{
    /// <summary>The name by which published ports are reached, from <c>TESTCONTAINERS_HOST_OVERRIDE</c>.</summary>
    public static string DockerHostOverride { get; set; } = Variable("TESTCONTAINERS_HOST_OVERRIDE");

    /// <summary>From <c>TESTCONTAINERS_WAIT_STRATEGY_RETRIES</c>.</summary>
    public static ushort? WaitStrategyRetries { get; set; } =
        ushort.TryParse(Variable("TESTCONTAINERS_WAIT_STRATEGY_RETRIES"), CultureInfo.InvariantCulture, out var retries) ? retries : null;

    /// <summary>From <c>TESTCONTAINERS_WAIT_STRATEGY_INTERVAL</c>.</summary>
    public static TimeSpan? WaitStrategyInterval { get; set; } = Duration("TESTCONTAINERS_WAIT_STRATEGY_INTERVAL");

    /// <summary>From <c>TESTCONTAINERS_WAIT_STRATEGY_TIMEOUT</c>.</summary>
    public static TimeSpan? WaitStrategyTimeout { get; set; } = Duration("TESTCONTAINERS_WAIT_STRATEGY_TIMEOUT");

    static string Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    static TimeSpan? Duration(string name) =>
        TimeSpan.TryParse(Variable(name), CultureInfo.InvariantCulture, out var duration) ? duration : null;
}
