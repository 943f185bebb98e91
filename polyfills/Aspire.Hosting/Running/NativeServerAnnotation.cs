using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>How a container resource is started from binaries of this machine where no container engine has its image.</summary>
sealed record NativeServerAnnotation(Func<NativeServerContext, CancellationToken, Task<NativeServerHandle>> StartAsync) : IResourceAnnotation;
