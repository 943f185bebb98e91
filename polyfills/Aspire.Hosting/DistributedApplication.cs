using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

public class DistributedApplication(IHost host) : IHost, IAsyncDisposable
{
    // Set where a test drives the application that an AppHost's entry point built: that entry point's own Run only waits.
    readonly EntryPointObserver? observer = EntryPointObserver.Current;
    bool started;
    bool disposed;

    public IServiceProvider Services => host.Services;

    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    public void Run() => RunAsync().GetAwaiter().GetResult();

    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (observer is not null && observer == EntryPointObserver.Current)
        {
            await observer.Ended.WaitAsync(cancellationToken);
            return;
        }

        try
        {
            await StartAsync(cancellationToken);
            await host.WaitForShutdownAsync(cancellationToken);
            if (Services.GetService<RunMode>()?.Failure is { } failure) Complain(failure);
        }
        catch (RunModeException exception)
        {
            Complain(exception);
        }
        finally
        {
            await DisposeAsync();
        }
    }

    // What a person at the terminal can put right is no crash with a stack trace.
    static void Complain(RunModeException exception)
    {
        Console.Error.WriteLine(exception.Message);
        Environment.ExitCode = 1;
    }

    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var starting = new BeforeStartEvent(Services, Services.GetRequiredService<DistributedApplicationModel>());
        await Services.GetRequiredService<IDistributedApplicationEventing>().PublishAsync(starting, cancellationToken);
        started = true;
        await host.StartAsync(cancellationToken);
    }

    public virtual Task StopAsync(CancellationToken cancellationToken = default) => host.StopAsync(cancellationToken);

    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, true)) return;

        // What a test started and only disposes must not stay behind.
        if (started && !Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.IsCancellationRequested) await StopAsync();
        if (host is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
        else host.Dispose();
        observer?.End();
        GC.SuppressFinalize(this);
    }
}
