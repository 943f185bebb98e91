using DotNet.Testcontainers.Images;
using DotNet.Testcontainers.Networks;

namespace DotNet.Testcontainers.Containers;

/// <summary>A container that starts on demand and goes when it is disposed.</summary>
/// <remarks>What only the daemon knows throws <see cref="InvalidOperationException"/> before the container was started.</remarks>
public interface IContainer : IAsyncDisposable
{
    DateTime CreatedTime { get; }

    DateTime StartedTime { get; }

    /// <summary>When it was last stopped by <see cref="StopAsync"/>; the default value if it never was.</summary>
    DateTime StoppedTime { get; }

    string Id { get; }

    /// <summary>As the daemon gives it, with a leading slash.</summary>
    string Name { get; }

    /// <summary>The address in the first of its networks.</summary>
    string IpAddress { get; }

    string MacAddress { get; }

    /// <summary>Where its published ports are reached: the daemon's host, or 127.0.0.1 if that is this machine.</summary>
    string Hostname { get; }

    IImage Image { get; }

    TestcontainersStates State { get; }

    TestcontainersHealthStatus Health { get; }

    long HealthCheckFailingStreak { get; }

    ushort GetMappedPublicPort();

    ushort GetMappedPublicPort(int containerPort);

    ushort GetMappedPublicPort(string containerPort);

    IReadOnlyDictionary<ushort, ushort> GetMappedPublicPorts();

    Task<long> GetExitCodeAsync(CancellationToken ct = default);

    Task<(string Stdout, string Stderr)> GetLogsAsync(
        DateTime since = default, DateTime until = default, bool timestampsEnabled = true, CancellationToken ct = default);

    /// <summary>Creates the container if need be, starts it and returns when it is ready.</summary>
    Task StartAsync(CancellationToken ct = default);

    Task StopAsync(CancellationToken ct = default);

    Task PauseAsync(CancellationToken ct = default);

    Task UnpauseAsync(CancellationToken ct = default);

    Task<byte[]> ReadFileAsync(string filePath, CancellationToken ct = default);

    Task<ExecResult> ExecAsync(IList<string> command, CancellationToken ct = default);

    Task ConnectAsync(INetwork network, CancellationToken ct = default);

    Task ConnectAsync(string network, CancellationToken ct = default);
}
