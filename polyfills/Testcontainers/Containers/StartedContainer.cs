using System.Formats.Tar;
using System.Globalization;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Docker;
using DotNet.Testcontainers.Images;
using DotNet.Testcontainers.Networks;

namespace DotNet.Testcontainers.Containers;

/// <summary>Knows its container as it was when it was last looked at: after each call here, and at each look of a wait.</summary>
sealed class StartedContainer(ContainerSpecification specification, Daemon daemon) : IContainer
{
    readonly CreateOnce _creation = new();
    readonly SemaphoreSlim _turn = new(1);
    volatile ContainerInspectResponse _known;

    public DateTime CreatedTime => _known?.Created ?? default;

    public DateTime StartedTime => Time(_known?.State.StartedAt);

    public DateTime StoppedTime { get; private set; }

    public string Id => Known.ID;

    public string Name => Known.Name;

    public string IpAddress => Endpoint.IPAddress;

    public string MacAddress => Endpoint.MacAddress;

    public string Hostname => daemon.Hostname;

    public IImage Image => specification.Image;

    public TestcontainersStates State =>
        Enum.TryParse<TestcontainersStates>(_known?.State.Status, ignoreCase: true, out var state) ? state : TestcontainersStates.Undefined;

    public TestcontainersHealthStatus Health => _known switch
    {
        null => TestcontainersHealthStatus.Undefined,
        { State.Health: null } => TestcontainersHealthStatus.None,
        { State.Health.Status: var status } => Enum.TryParse<TestcontainersHealthStatus>(status, ignoreCase: true, out var health)
            ? health
            : TestcontainersHealthStatus.Undefined,
    };

    public long HealthCheckFailingStreak => _known?.State.Health?.FailingStreak ?? 0;

    public bool IsStillRunning => State is TestcontainersStates.Running or TestcontainersStates.Paused;

    ContainerInspectResponse Known => _known
        ?? throw new InvalidOperationException($"The container of {specification.Image.FullName} does not exist. Start it first.");

    EndpointSettings Endpoint => Known.NetworkSettings.Networks.Values.First();

    IContainerOperations Containers => daemon.Client.Containers;

    public ushort GetMappedPublicPort() => GetMappedPublicPorts().OrderBy(port => port.Key).Select(port => (ushort?)port.Value).FirstOrDefault()
        ?? throw new InvalidOperationException($"{Name} publishes no port.");

    public ushort GetMappedPublicPort(int containerPort) => GetMappedPublicPort(containerPort.ToString(CultureInfo.InvariantCulture));

    public ushort GetMappedPublicPort(string containerPort) =>
        Known.NetworkSettings.Ports.TryGetValue(ContainerSpecification.WithProtocol(containerPort), out var bindings) && bindings is { Count: > 0 }
            ? ushort.Parse(bindings[0].HostPort, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{Name} does not publish port {containerPort}, or is not running.");

    public IReadOnlyDictionary<ushort, ushort> GetMappedPublicPorts() => Known.NetworkSettings.Ports
        .Where(port => port.Value is { Count: > 0 })
        .ToDictionary(
            port => ushort.Parse(port.Key.Split('/')[0], CultureInfo.InvariantCulture),
            port => ushort.Parse(port.Value[0].HostPort, CultureInfo.InvariantCulture));

    public async Task StartAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await _creation.RunAsync(() => CreateAsync(ct));
            await Containers.StartContainerAsync(Id, new ContainerStartParameters(), ct);
            await RefreshAsync(ct);
            foreach (var loop in specification.WaitLoops) await loop.WaitAsync(this, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task StopAsync(CancellationToken ct)
    {
        await ChangeAsync(id => Containers.StopContainerAsync(id, new ContainerStopParameters(), ct), ct);
        StoppedTime = Time(_known.State.FinishedAt);
    }

    public Task PauseAsync(CancellationToken ct) => ChangeAsync(id => Containers.PauseContainerAsync(id, ct), ct);

    public Task UnpauseAsync(CancellationToken ct) => ChangeAsync(id => Containers.UnpauseContainerAsync(id, ct), ct);

    public Task ConnectAsync(INetwork network, CancellationToken ct) => ConnectAsync(network.Name, ct);

    public Task ConnectAsync(string network, CancellationToken ct) =>
        ChangeAsync(id => daemon.Client.Networks.ConnectNetworkAsync(network, new NetworkConnectParameters { Container = id }, ct), ct);

    public async Task<long> GetExitCodeAsync(CancellationToken ct) => (await Containers.WaitContainerAsync(Id, ct)).StatusCode;

    public async Task<(string Stdout, string Stderr)> GetLogsAsync(DateTime since, DateTime until, bool timestampsEnabled, CancellationToken ct)
    {
        var parameters = new ContainerLogsParameters
        {
            ShowStdout = true,
            ShowStderr = true,
            Since = Seconds(since),
            Until = Seconds(until),
            Timestamps = timestampsEnabled,
        };
        using var stream = await Containers.GetContainerLogsAsync(Id, Known.Config.Tty, parameters, ct);
        return await stream.ReadOutputToEndAsync(ct);
    }

    public async Task<ExecResult> ExecAsync(IList<string> command, CancellationToken ct)
    {
        var parameters = new ContainerExecCreateParameters { AttachStdout = true, AttachStderr = true, Cmd = command };
        var created = await daemon.Client.Exec.ExecCreateContainerAsync(Id, parameters, ct);
        using var stream = await daemon.Client.Exec.StartAndAttachContainerExecAsync(created.ID, tty: false, ct);
        var (stdout, stderr) = await stream.ReadOutputToEndAsync(ct);
        var ended = await daemon.Client.Exec.InspectContainerExecAsync(created.ID, ct);
        return new ExecResult(stdout, stderr, ended.ExitCode);
    }

    public async Task<byte[]> ReadFileAsync(string filePath, CancellationToken ct)
    {
        var parameters = new GetArchiveFromContainerParameters { Path = filePath };
        var archive = await Containers.GetArchiveFromContainerAsync(Id, parameters, statOnly: false, ct);
        await using var reader = new TarReader(archive.Stream);
        var entry = await reader.GetNextEntryAsync(copyData: false, ct);
        if (entry?.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            throw new InvalidOperationException($"{filePath} in {Name} is not a file.");

        using var content = new MemoryStream();
        if (entry.DataStream is not null) await entry.DataStream.CopyToAsync(content, ct);
        return content.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        if (_known is null) return;
        await _creation.UndoAsync(async () =>
        {
            try
            {
                if (specification.CleanUp || specification.AutoRemove)
                    await Containers.RemoveContainerAsync(Id, new ContainerRemoveParameters { Force = true, RemoveVolumes = true });
                else
                    await Containers.StopContainerAsync(Id, new ContainerStopParameters());
            }
            catch (DockerContainerNotFoundException)
            {
                // The daemon removes a container with auto-remove as soon as it ends.
            }
            catch (DockerApiException exception) when (exception.ResponseBody.Contains("already in progress", StringComparison.Ordinal))
            {
                // It is doing so right now.
            }
        });
        _known = null;
    }

    public async Task RefreshAsync(CancellationToken cancellationToken) =>
        _known = await Containers.InspectContainerAsync(Id, cancellationToken);

    public async Task<ContainerNotRunningException> NotRunningAsync(CancellationToken cancellationToken)
    {
        var (stdout, stderr) = await GetLogsAsync(default, default, timestampsEnabled: false, cancellationToken);
        return new ContainerNotRunningException(Id, stdout, stderr, Known.State.ExitCode, null);
    }

    async Task CreateAsync(CancellationToken cancellationToken)
    {
        await daemon.SweepAsync(cancellationToken);
        foreach (var network in specification.Networks) await network.CreateAsync(cancellationToken);
        foreach (var volume in specification.Volumes) await volume.CreateAsync(cancellationToken);
        await PullIfMissingAsync(cancellationToken);
        var created = await Containers.CreateContainerAsync(specification.ToParameters(), cancellationToken);
        foreach (var (network, endpoint) in specification.MoreNetworks())
        {
            var parameters = new NetworkConnectParameters { Container = created.ID, EndpointConfig = endpoint };
            await daemon.Client.Networks.ConnectNetworkAsync(network, parameters, cancellationToken);
        }
        _known = await Containers.InspectContainerAsync(created.ID, cancellationToken);
    }

    async Task PullIfMissingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await daemon.Client.Images.InspectImageAsync(specification.Image.FullName, cancellationToken);
        }
        catch (DockerImageNotFoundException)
        {
            await ImagePull.RunAsync(daemon.Client, specification.Image.FullName, cancellationToken);
        }
    }

    async Task ChangeAsync(Func<string, Task> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await change(Id);
            if (!specification.AutoRemove) await RefreshAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    static DateTime Time(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : default;

    /// <summary>Seconds since 1970 with a fraction, as the daemon filters logs; null for no bound.</summary>
    static string Seconds(DateTime time) => time <= DateTime.UnixEpoch
        ? null
        : (time.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds.ToString("F6", CultureInfo.InvariantCulture);
}
