using Aspire.Dashboard.ResourceService.Wire;
using Grpc.Core;

namespace Aspire.Dashboard.ResourceService;

/// <summary>Keeps the store as the application host tells, and asks again when it falls silent.</summary>
sealed class ResourceWatch(ResourceChannel channel, ResourceStore store, TimeProvider time) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && channel.Client is { } client)
        {
            try
            {
                using var call = client.WatchResources(new WatchResourcesRequest(), channel.Headers, cancellationToken: stoppingToken);
                while (await call.ResponseStream.MoveNext(stoppingToken)) Apply(call.ResponseStream.Current);
                store.Problem = "The application host ended the list of resources; asking again.";
            }
            catch (RpcException exception) when (!stoppingToken.IsCancellationRequested)
            {
                store.Problem = $"The application host does not answer ({exception.StatusCode}); asking again.";
            }
            catch (Exception exception) when (exception is RpcException or OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    void Apply(WatchResourcesUpdate update)
    {
        store.Problem = null;
        if (update.KindCase == WatchResourcesUpdate.KindOneofCase.InitialData)
            store.Replace([.. update.InitialData.Resources.Where(resource => !resource.IsHidden).Select(Read)]);
        else
            foreach (var change in update.Changes?.Value ?? []) Apply(change);
    }

    void Apply(WatchResourcesChange change)
    {
        if (change.KindCase == WatchResourcesChange.KindOneofCase.Delete) store.Remove(change.Delete.ResourceName);
        else if (change.Upsert.IsHidden) store.Remove(change.Upsert.Name);
        else store.Set(Read(change.Upsert));
    }

    static ResourceView Read(Resource resource) => new(resource.Name, resource.ResourceType, resource.HasState ? resource.State : "Unknown")
    {
        Source = resource.HasSource ? resource.Source : null,
        StartedAt = resource.StartedAt?.ToDateTimeOffset(),
        ExitCode = resource.HasExitCode ? resource.ExitCode : null,
        Restarts = resource.Restarts,
        Urls = [.. resource.Urls.Where(url => !url.IsInternal).Select(url => new ResourceUrl(url.EndpointName, url.FullUrl))],
        Health = [.. resource.HealthReports.Select(report => new ResourceHealth(report.Key, report.Status, report.Description))],
    };
}
