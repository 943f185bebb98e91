using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Follows an AppHost's entry point from the inside, for whoever runs it in a test.</summary>
/// <remarks>It flows with the entry point's execution context, so that tests in one process do not see each other's builders.</remarks>
abstract class EntryPointObserver
{
    static readonly AsyncLocal<EntryPointObserver?> current = new();

    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static EntryPointObserver? Current
    {
        get => current.Value;
        set => current.Value = value;
    }

    /// <summary>Completed once the application was disposed.</summary>
    public Task Ended => ended.Task;

    public abstract void BuilderCreating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings);

    public abstract void Building(DistributedApplicationBuilder builder);

    public abstract void Built(DistributedApplication application);

    public void End() => ended.TrySetResult();
}
