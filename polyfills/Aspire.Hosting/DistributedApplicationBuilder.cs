using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Publishing;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Aspire.Hosting;

public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    const string HealthChecks = "Microsoft.Extensions.Diagnostics.HealthChecks";

    readonly HostApplicationBuilder host;
    readonly DistributedApplicationExecutionContextOptions contextOptions;
    readonly DistributedApplicationOptions options;
    readonly EntryPointObserver? observer = EntryPointObserver.Current;

    public DistributedApplicationBuilder(string[] args) : this(new DistributedApplicationOptions { Args = args })
    {
    }

    public DistributedApplicationBuilder(DistributedApplicationOptions options) : this(options, new HostApplicationBuilderSettings())
    {
    }

    internal DistributedApplicationBuilder(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        observer?.BuilderCreating(options, settings);

        AppHostAssembly = options.Assembly;
        var location = AppHostLocation.Of(AppHostAssembly, options.ProjectDirectory);
        AppHostDirectory = location.Directory;
        settings.Args = PublishingArguments.Normalise(options.Args);
        settings.ContentRootPath ??= AppHostDirectory;
        settings.ApplicationName ??= location.Name;
        host = new HostApplicationBuilder(settings);

        contextOptions = PublishingArguments.ExecutionContextOptions(host.Configuration);
        ExecutionContext = new DistributedApplicationExecutionContext(contextOptions);
        AddServices(location);
    }

    public ConfigurationManager Configuration => host.Configuration;

    public IHostEnvironment Environment => host.Environment;

    public IServiceCollection Services => host.Services;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection([]);

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        observer?.Building(this);
        var built = host.Build();
        contextOptions.ServiceProvider = built.Services;
        var application = new DistributedApplication(built);
        observer?.Built(application);
        return application;
    }

    void AddServices(AppHostLocation location)
    {
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(options);
        Services.AddSingleton(location);
        Services.AddSingleton(Eventing);
        Services.AddSingleton(_ => new DistributedApplicationModel(Resources));
        Services.AddSingleton<ResourceLoggerService>();
        Services.AddSingleton<ResourceNotificationService>();
        var state = StateDirectory.For(Configuration, location);
        Services.AddSingleton(state);
        // Where the real AppHost keeps what is its own between runs, too.
        Configuration["Aspire:Store:Path"] ??= state.Location;
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddHealthChecks();
        Services.Configure<ResourceNotificationServiceOptions>(waiting => waiting.DefaultWaitBehavior =
            options.DisableDashboard ? WaitBehavior.StopOnResourceUnavailable : WaitBehavior.WaitOnResourceUnavailable);
        // Until a resource is up its checks fail, several times a second, and the framework logs each failure as an error.
        host.Logging.AddFilter<ConsoleLoggerProvider>(HealthChecks, LogLevel.None);

        if (ExecutionContext.IsPublishMode) Services.AddHostedService<ManifestPublisher>();
        else Services.AddRunMode();
    }
}
