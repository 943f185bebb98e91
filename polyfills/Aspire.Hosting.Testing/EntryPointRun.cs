using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Runs an AppHost's entry point up to its <c>Build</c>, holds it there, and lets it go on when the test builds.</summary>
sealed class EntryPointRun(
    Assembly assembly, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure) : EntryPointObserver
{
    readonly TaskCompletionSource<DistributedApplicationBuilder> building = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<DistributedApplication> built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The builder, as the entry point was about to build it.</summary>
    public Task<DistributedApplicationBuilder> StartAsync(CancellationToken cancellationToken)
    {
        var entryPoint = assembly.EntryPoint
            ?? throw new InvalidOperationException($"The assembly '{assembly.GetName().Name}' has no entry point.");
        new Thread(() => Invoke(entryPoint)) { IsBackground = true, Name = $"AppHost {assembly.GetName().Name}" }.Start();
        return building.Task.WaitAsync(cancellationToken);
    }

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        released.TrySetResult();
        return built.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Ends an entry point that still waits to build; one that has built goes on.</summary>
    public void Abort() => released.TrySetException(new HostAbortedException("The test ended before it built the application."));

    public override void BuilderCreating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        options.AssemblyName ??= assembly.FullName;
        configure(TestingDefaults.Apply(options, settings), settings);
    }

    public override void Building(DistributedApplicationBuilder builder)
    {
        building.TrySetResult(builder);
        released.Task.GetAwaiter().GetResult();
    }

    public override void Built(DistributedApplication application) => built.TrySetResult(application);

    void Invoke(MethodInfo entryPoint)
    {
        Current = this;
        try
        {
            entryPoint.Invoke(null, entryPoint.GetParameters().Length == 0 ? null : [args]);
            Fail(new InvalidOperationException("The entry point exited without building a distributed application."));
        }
        catch (TargetInvocationException exception)
        {
            Fail(exception.InnerException!);
        }
    }

    void Fail(Exception exception)
    {
        building.TrySetException(exception);
        built.TrySetException(exception);
    }
}
