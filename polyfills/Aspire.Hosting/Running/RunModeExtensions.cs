using Aspire.Hosting.Dashboards;
using Aspire.Hosting.Running.Launching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Aspire.Hosting.Running;

static class RunModeExtensions
{
    // Longer than the run's own patience, so that the host never leaves it half stopped.
    static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(45);

    /// <summary>Registers the hosted service that starts the model's resources on this machine.</summary>
    public static IServiceCollection AddRunMode(this IServiceCollection services)
    {
        services.AddSingleton<RunConsole>();
        services.AddSingleton<ResourceLogs>();
        services.AddSingleton<PortAllocation>();
        services.AddSingleton<StateFile>();
        services.AddSingleton<HealthWatch>();
        services.AddSingleton<RunServices>();
        services.AddSingleton<ResolvedSettings>();
        services.AddSingleton<ContainerEngine>();
        services.AddSingleton<NativeLauncher>();
        services.AddSingleton<Dashboard>();
        services.AddSingleton<IResourceLauncher, ProcessLauncher>();
        services.AddSingleton<IResourceLauncher, ContainerLauncher>();
        services.AddSingleton<IResourceLauncher>(provider => provider.GetRequiredService<Dashboard>());
        // Before the run itself, which tells the dashboard where this one listens.
        services.AddSingleton<ResourceServiceHost>();
        services.AddHostedService(provider => provider.GetRequiredService<ResourceServiceHost>());
        services.AddSingleton<RunMode>();
        services.AddHostedService(provider => provider.GetRequiredService<RunMode>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        // A check of a resource that is still starting fails, and what stops a start is told in one line.
        services.AddLogging(logging => logging
            .AddFilter<ConsoleLoggerProvider>(null, LogLevel.Warning)
            .AddFilter<ConsoleLoggerProvider>("Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService", LogLevel.None)
            .AddFilter<ConsoleLoggerProvider>("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None));
        return services;
    }
}
