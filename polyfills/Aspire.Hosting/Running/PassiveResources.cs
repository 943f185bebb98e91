using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running;

/// <summary>Resources without a process: parameters, connection strings, outside services, and the parts of a server such as its databases.</summary>
sealed class PassiveResources(RunServices run)
{
    public async Task FollowAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (resource is ParameterResource parameter) Demand(parameter);
        if (resource is IResourceWithParent child)
            await run.Notifications.WaitForResourceHealthyAsync(child.Parent.Name, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);

        await run.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
            StartTimeStamp = run.Time.GetUtcNow().UtcDateTime,
        });
        await run.Health.WatchAsync(resource, status => Say(resource, status), cancellationToken);
    }

    static void Demand(ParameterResource parameter)
    {
        try
        {
            _ = parameter.Value;
        }
        catch (MissingParameterValueException exception)
        {
            throw new RunModeException($"Parameter '{parameter.Name}' has no value. Set the configuration key Parameters:{parameter.Name}.", exception);
        }
    }

    void Say(IResource resource, HealthStatus status)
    {
        if (status != HealthStatus.Healthy) run.Console.Say(resource, $"{status.ToString().ToLowerInvariant()}");
    }
}
