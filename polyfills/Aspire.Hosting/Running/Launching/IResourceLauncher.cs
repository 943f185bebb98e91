using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Launching;

/// <summary>Starts one kind of resource on this machine.</summary>
interface IResourceLauncher
{
    bool CanLaunch(IResource resource);

    /// <summary>Returns once the resource's process runs; whether it is of use yet, its health says.</summary>
    Task<ResourceProcess> LaunchAsync(IResource resource, CancellationToken cancellationToken);
}
