using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using HomeLab.NativeServers;

namespace Aspire.Hosting.Running.Launching;

/// <summary>Starts containers by an engine that has their image or can pull it; a server that can do without goes native otherwise.</summary>
sealed class ContainerLauncher(ContainerEngine engine, NativeLauncher native, ResolvedSettings settings, ResourceLogs logs, RunConsole console, StateDirectory state)
    : IResourceLauncher
{
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    static readonly TimeSpan PatienceWithChoice = TimeSpan.FromSeconds(20);
    static readonly TimeSpan PatienceWithout = TimeSpan.FromMinutes(10);
    static readonly string Script = ReadScript();

    public bool CanLaunch(IResource resource) => resource is ContainerResource;

    public async Task<ResourceProcess> LaunchAsync(IResource resource, CancellationToken cancellationToken)
    {
        var hasChoice = native.CanLaunch(resource);
        if (hasChoice && native.HasData(resource)) return await native.LaunchAsync(resource, cancellationToken);
        if (resource.TryGetContainerImageName(out var image) && await CanRunAsync(resource, image, hasChoice))
            return await RunAsync((ContainerResource)resource, image, cancellationToken);
        if (hasChoice) return await native.LaunchAsync(resource, cancellationToken);
        throw new DistributedApplicationException($"'{resource.Name}' needs a container engine that has or can pull {image}; none answers.");
    }

    async Task<bool> CanRunAsync(IResource resource, string image, bool hasChoice)
    {
        if (!await engine.AnswersAsync()) return false;
        if (await engine.HasAsync(image)) return true;

        console.Say(resource, $"pulling {image}");
        return await engine.PullAsync(image, hasChoice ? PatienceWithChoice : PatienceWithout);
    }

    async Task<ResourceProcess> RunAsync(ContainerResource resource, string image, CancellationToken cancellationToken)
    {
        var environment = await settings.EnvironmentAsync(resource, cancellationToken);
        var name = $"{Path.GetFileName(state.Path)}-{resource.Name}".ToLowerInvariant();
        string[] run = [.. Ports(resource), .. Mounts(resource), .. environment.Keys.SelectMany(variable => new[] { "-e", variable }), .. Entrypoint(resource), image];
        var process = await Supervisor.StartAsync(
            new ProcessSpecification("sh", ["-c", Script, "container", engine.Command!, name, ((int)Grace.TotalSeconds).ToString(CultureInfo.InvariantCulture),
                .. run, .. await settings.ArgumentsAsync(resource, cancellationToken)])
            {
                // Values go by the environment: arguments can be read by everybody on the machine.
                Environment = environment,
                Grace = Grace + Grace,
                Output = line => logs.Append(resource, line, isError: false),
                Error = line => logs.Append(resource, line, isError: true),
            },
            cancellationToken);
        return ResourceProcess.Of(process, $"container {image}");
    }

    static IEnumerable<string> Ports(IResource resource) => resource.Annotations.OfType<EndpointAnnotation>().SelectMany(endpoint => new[]
    {
        "-p",
        string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{endpoint.AllocatedEndpoint!.Port}:{endpoint.AllocatedEndpoint.TargetPortExpression}"),
    });

    static IEnumerable<string> Mounts(IResource resource) => resource.Annotations.OfType<ContainerMountAnnotation>().SelectMany(mount => new[]
    {
        "--mount",
        $"type={(mount.Type == ContainerMountType.BindMount ? "bind" : "volume")},{(mount.Source is null ? "" : $"source={mount.Source},")}target={mount.Target}{(mount.IsReadOnly ? ",readonly" : "")}",
    });

    static string[] Entrypoint(ContainerResource resource) => resource.Entrypoint is { } entrypoint ? ["--entrypoint", entrypoint] : [];

    static string ReadScript()
    {
        using var reader = new StreamReader(typeof(ContainerLauncher).Assembly.GetManifestResourceStream("container.sh")!);
        return reader.ReadToEnd();
    }
}
