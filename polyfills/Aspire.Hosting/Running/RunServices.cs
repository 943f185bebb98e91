using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Running;

/// <summary>What every resource's run shares.</summary>
sealed record RunServices(
    DistributedApplicationModel Model,
    ResourceNotificationService Notifications,
    IDistributedApplicationEventing Eventing,
    IServiceProvider Services,
    HealthWatch Health,
    ResourceLogs Logs,
    RunConsole Console,
    TimeProvider Time);
