using System.Collections.Immutable;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Images;
using DotNet.Testcontainers.Networks;
using DotNet.Testcontainers.Volumes;

namespace DotNet.Testcontainers.Docker;

sealed record ContainerSpecification : ResourceSpecification
{
    public IImage Image { get; init; }

    public string Name { get; init; }

    public string Hostname { get; init; }

    public string WorkingDirectory { get; init; }

    public bool AutoRemove { get; init; }

    public bool Privileged { get; init; }

    public ImmutableArray<string> Entrypoint { get; init; } = [];

    public ComposableEnumerable<string> Command { get; init; } = new AppendEnumerable<string>([]);

    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Ports with their protocol, such as <c>80/tcp</c>.</summary>
    public ImmutableHashSet<string> ExposedPorts { get; init; } = [];

    /// <summary>Ports with their protocol, to ports of the host; 0 lets the daemon choose.</summary>
    public ImmutableDictionary<string, string> PortBindings { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableArray<Mount> Mounts { get; init; } = [];

    public ImmutableArray<string> ExtraHosts { get; init; } = [];

    public ImmutableArray<string> NetworkNames { get; init; } = [];

    public ImmutableArray<INetwork> Networks { get; init; } = [];

    public ImmutableArray<IVolume> Volumes { get; init; } = [];

    public ImmutableArray<string> NetworkAliases { get; init; } = [];

    public IReadOnlyList<WaitLoop> WaitLoops { get; init; } = [];

    /// <summary>A port alone is a TCP port.</summary>
    public static string WithProtocol(string port) => port.Contains('/', StringComparison.Ordinal) ? port : port + "/tcp";

    public CreateContainerParameters ToParameters()
    {
        var networks = NetworkNames.Concat(Networks.Select(network => network.Name)).ToArray();
        return new CreateContainerParameters
        {
            Image = Image.FullName,
            Name = Name,
            Hostname = Hostname,
            WorkingDir = WorkingDirectory,
            Entrypoint = Entrypoint.IsEmpty ? null : [.. Entrypoint],
            Cmd = Command.Any() || Command is OverwriteEnumerable<string> ? [.. Command] : null,
            Env = [.. Environment.Select(variable => $"{variable.Key}={variable.Value}")],
            Labels = AllLabels,
            ExposedPorts = ExposedPorts.Union(PortBindings.Keys).ToDictionary(port => port, _ => default(EmptyStruct)),
            HostConfig = new HostConfig
            {
                AutoRemove = AutoRemove,
                Privileged = Privileged,
                ExtraHosts = [.. ExtraHosts],
                Mounts = [.. Mounts],
                PortBindings = PortBindings.ToDictionary(
                    binding => binding.Key, binding => (IList<PortBinding>)[new PortBinding { HostPort = binding.Value }]),
                NetworkMode = networks.FirstOrDefault(),
            },
            NetworkingConfig = networks.Length == 0 ? null : new NetworkingConfig { EndpointsConfig = Endpoints(networks[..1]) },
        };
    }

    /// <summary>The networks beyond the first: a container is created in one and connected to the others.</summary>
    public IEnumerable<(string Network, EndpointSettings Endpoint)> MoreNetworks() =>
        Endpoints([.. NetworkNames.Concat(Networks.Select(network => network.Name)).Skip(1)]).Select(pair => (pair.Key, pair.Value));

    Dictionary<string, EndpointSettings> Endpoints(string[] networks) =>
        networks.ToDictionary(network => network, _ => new EndpointSettings { Aliases = [.. NetworkAliases] });
}
