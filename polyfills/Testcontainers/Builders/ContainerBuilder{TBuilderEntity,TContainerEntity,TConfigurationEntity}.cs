using System.Globalization;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Docker;
using DotNet.Testcontainers.Images;
using DotNet.Testcontainers.Networks;
using DotNet.Testcontainers.Volumes;

namespace DotNet.Testcontainers.Builders;

public abstract class ContainerBuilder<TBuilderEntity, TContainerEntity, TConfigurationEntity>
    : AbstractBuilder<TBuilderEntity, TContainerEntity, CreateContainerParameters, TConfigurationEntity>
    where TBuilderEntity : ContainerBuilder<TBuilderEntity, TContainerEntity, TConfigurationEntity>
    where TContainerEntity : IContainer
    where TConfigurationEntity : IContainerConfiguration
{
    private protected ContainerBuilder(ContainerSpecification specification)
        : base(specification)
    {
    }

    private protected ContainerSpecification Container => (ContainerSpecification)Specification;

    public TBuilderEntity WithImage(string image) => WithImage(new NamedImage(image));

    public TBuilderEntity WithImage(IImage image) => Clone(Container with { Image = image });

    public TBuilderEntity WithName(string name) => Clone(Container with { Name = name });

    public TBuilderEntity WithHostname(string hostname) => Clone(Container with { Hostname = hostname });

    public TBuilderEntity WithWorkingDirectory(string workingDirectory) => Clone(Container with { WorkingDirectory = workingDirectory });

    public TBuilderEntity WithEntrypoint(params string[] entrypoint) =>
        Clone(Container with { Entrypoint = Container.Entrypoint.AddRange(entrypoint) });

    public TBuilderEntity WithCommand(params string[] command) => WithCommand(new AppendEnumerable<string>(command));

    /// <summary>The value itself says whether it is added to what was given before or replaces it.</summary>
    public TBuilderEntity WithCommand(ComposableEnumerable<string> command) => Clone(Container with
    {
        Command = command is OverwriteEnumerable<string> ? command : Container.Command.Compose(command),
    });

    public TBuilderEntity WithEnvironment(string name, string value) =>
        Clone(Container with { Environment = Container.Environment.SetItem(name, value) });

    public TBuilderEntity WithEnvironment(IReadOnlyDictionary<string, string> environments) =>
        Clone(Container with { Environment = Container.Environment.SetItems(environments) });

    public TBuilderEntity WithExposedPort(int port) => WithExposedPort(Text(port));

    public TBuilderEntity WithExposedPort(string port) =>
        Clone(Container with { ExposedPorts = Container.ExposedPorts.Add(ContainerSpecification.WithProtocol(port)) });

    public TBuilderEntity WithPortBinding(int port, bool assignRandomHostPort = false) => WithPortBinding(Text(port), assignRandomHostPort);

    public TBuilderEntity WithPortBinding(int hostPort, int containerPort) => WithPortBinding(Text(hostPort), Text(containerPort));

    public TBuilderEntity WithPortBinding(string port, bool assignRandomHostPort = false) =>
        WithPortBinding(assignRandomHostPort ? "0" : port.Split('/')[0], port);

    public TBuilderEntity WithPortBinding(string hostPort, string containerPort) => Clone(Container with
    {
        PortBindings = Container.PortBindings.SetItem(ContainerSpecification.WithProtocol(containerPort), hostPort),
    });

    public TBuilderEntity WithBindMount(string source, string destination) => WithBindMount(source, destination, AccessMode.ReadWrite);

    public TBuilderEntity WithBindMount(string source, string destination, AccessMode accessMode) =>
        WithMount("bind", source, destination, accessMode);

    public TBuilderEntity WithVolumeMount(string source, string destination) => WithVolumeMount(source, destination, AccessMode.ReadWrite);

    public TBuilderEntity WithVolumeMount(string source, string destination, AccessMode accessMode) =>
        WithMount("volume", source, destination, accessMode);

    public TBuilderEntity WithVolumeMount(IVolume volume, string destination) => WithVolumeMount(volume, destination, AccessMode.ReadWrite);

    public TBuilderEntity WithVolumeMount(IVolume volume, string destination, AccessMode accessMode) =>
        Clone(Container with { Volumes = Container.Volumes.Add(volume) }).WithMount("volume", volume.Name, destination, accessMode);

    public TBuilderEntity WithTmpfsMount(string destination) => WithTmpfsMount(destination, AccessMode.ReadWrite);

    public TBuilderEntity WithTmpfsMount(string destination, AccessMode accessMode) => WithMount("tmpfs", null, destination, accessMode);

    public TBuilderEntity WithNetwork(string name) => Clone(Container with { NetworkNames = Container.NetworkNames.Add(name) });

    public TBuilderEntity WithNetwork(INetwork network) => Clone(Container with { Networks = Container.Networks.Add(network) });

    public TBuilderEntity WithNetworkAliases(params string[] networkAliases) => WithNetworkAliases(networkAliases.AsEnumerable());

    public TBuilderEntity WithNetworkAliases(IEnumerable<string> networkAliases) =>
        Clone(Container with { NetworkAliases = Container.NetworkAliases.AddRange(networkAliases) });

    public TBuilderEntity WithExtraHost(string hostname, string ipAddress) =>
        Clone(Container with { ExtraHosts = Container.ExtraHosts.Add($"{hostname}:{ipAddress}") });

    /// <summary>The daemon removes the container itself once it ends.</summary>
    public TBuilderEntity WithAutoRemove(bool autoRemove) => Clone(Container with { AutoRemove = autoRemove });

    public TBuilderEntity WithPrivileged(bool privileged) => Clone(Container with { Privileged = privileged });

    /// <summary>Replaces the conditions that were given before.</summary>
    public TBuilderEntity WithWaitStrategy(IWaitForContainerOS waitStrategy)
    {
        if (waitStrategy is not WaitForContainer wait)
            throw new ArgumentException("Wait strategies come from Wait.ForUnixContainer().", nameof(waitStrategy));
        return Clone(Container with { WaitLoops = [.. wait.Loops] });
    }

    TBuilderEntity WithMount(string type, string source, string destination, AccessMode accessMode) => Clone(Container with
    {
        Mounts = Container.Mounts.Add(new Mount { Type = type, Source = source, Target = destination, ReadOnly = accessMode == AccessMode.ReadOnly }),
    });

    static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
