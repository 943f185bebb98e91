using Aspire.Hosting.ApplicationModel;
using HomeLab.NativeServers;

namespace Aspire.Hosting.Running.Launching;

/// <summary>Starts servers from binaries of this machine, which it installs if it may.</summary>
sealed class NativeLauncher(StateDirectory state, ResourceLogs logs, RunConsole console, DistributedApplicationModel model) : IResourceLauncher, IDisposable
{
    // Several servers may be missing; one package manager runs at a time.
    readonly SemaphoreSlim installing = new(1);

    public bool CanLaunch(IResource resource) => resource.HasAnnotationOfType<NativeServerAnnotation>();

    /// <summary>Whether an earlier start left data here, which one in a container would not see.</summary>
    public bool HasData(IResource resource) => Directory.Exists(DataOf(resource));

    public async Task<ResourceProcess> LaunchAsync(IResource resource, CancellationToken cancellationToken)
    {
        var server = resource.Annotations.OfType<NativeServerAnnotation>().Last();
        await InstallAsync(server, cancellationToken);
        var ports = resource.Annotations.OfType<EndpointAnnotation>().ToDictionary(endpoint => endpoint.Name, endpoint => endpoint.AllocatedEndpoint!.Port);
        var context = new NativeServerContext(resource, DataOf(resource), ports, line => logs.Append(resource, line, isError: false));
        return await server.StartAsync(context, cancellationToken);
    }

    public void Dispose() => installing.Dispose();

    string DataOf(IResource resource) => Path.Combine(state.Path, "data", resource.Name);

    async Task InstallAsync(NativeServerAnnotation server, CancellationToken cancellationToken)
    {
        await installing.WaitAsync(cancellationToken);
        try
        {
            // All that is missing at once, so that a person who has to install it by hand is told one command.
            if (!server.IsInstalled()) await PackageInstaller.InstallAsync(Missing(), console.Say, cancellationToken);
        }
        catch (NativeServerException exception)
        {
            throw new RunModeException(exception.Message, exception);
        }
        finally
        {
            installing.Release();
        }
    }

    string[] Missing() => [.. model.Resources.SelectMany(resource => resource.Annotations.OfType<NativeServerAnnotation>())
        .Where(server => !server.IsInstalled())
        .SelectMany(server => server.Packages)
        .Distinct()];
}
