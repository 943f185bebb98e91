using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>How a container resource is started from binaries of this machine where no container engine has its image.</summary>
sealed record NativeServerAnnotation(
    Func<bool> IsInstalled,
    IReadOnlyList<string> Packages,
    Func<NativeServerContext, CancellationToken, Task<ResourceProcess>> StartAsync) : IResourceAnnotation;
