using System.Collections.Concurrent;
using Aspire.Dashboard.ResourceService.Wire;
using Aspire.Hosting.ApplicationModel;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Aspire.Hosting.Dashboards;

/// <summary>Answers the dashboard from what the run publishes.</summary>
sealed class ResourceServiceEndpoint(AppHostLocation location, ResourceNotificationService notifications, ResourceLoggerService loggers)
    : DashboardService.DashboardServiceBase
{
    public override Task<ApplicationInformationResponse> GetApplicationInformation(ApplicationInformationRequest request, ServerCallContext context) =>
        Task.FromResult(new ApplicationInformationResponse { ApplicationName = location.Name });

    public override async Task WatchResources(
        WatchResourcesRequest request, IServerStreamWriter<WatchResourcesUpdate> responseStream, ServerCallContext context)
    {
        // Those known come first of all, one by one: an empty beginning and then changes says the same.
        await responseStream.WriteAsync(new WatchResourcesUpdate { InitialData = new InitialResourceData() }, context.CancellationToken);
        var restarts = new ConcurrentDictionary<string, (DateTime? StartedAt, int Count)>();
        await foreach (var change in notifications.WatchAsync(context.CancellationToken))
        {
            var started = change.Snapshot.StartTimeStamp;
            var (_, count) = restarts.AddOrUpdate(
                change.ResourceId, _ => (started, 0), (_, last) => (started, last.StartedAt is not null && started != last.StartedAt ? last.Count + 1 : last.Count));
            var changes = new WatchResourcesChanges { Value = { new WatchResourcesChange { Upsert = Describe(change, count) } } };
            await responseStream.WriteAsync(new WatchResourcesUpdate { Changes = changes }, context.CancellationToken);
        }
    }

    public override async Task WatchResourceConsoleLogs(
        WatchResourceConsoleLogsRequest request, IServerStreamWriter<WatchResourceConsoleLogsUpdate> responseStream, ServerCallContext context)
    {
        var name = request.ResourceName;
        var batches = request.SuppressFollow ? loggers.GetAllAsync(name) : loggers.WatchAsync(name);
        await foreach (var batch in batches.WithCancellation(context.CancellationToken))
        {
            // Well below what one message may hold, whatever the lines' length.
            foreach (var lines in batch.Chunk(200))
            {
                var update = new WatchResourceConsoleLogsUpdate();
                update.LogLines.AddRange(lines.Select(line => new ConsoleLogLine
                {
                    Text = line.Content.Length > 8_000 ? line.Content[..8_000] + "…" : line.Content,
                    IsStdErr = line.IsErrorMessage,
                    LineNumber = line.LineNumber,
                }));
                await responseStream.WriteAsync(update, context.CancellationToken);
            }
        }
    }

    static Aspire.Dashboard.ResourceService.Wire.Resource Describe(ResourceEvent change, int restarts)
    {
        var snapshot = change.Snapshot;
        var resource = new Aspire.Dashboard.ResourceService.Wire.Resource
        {
            Name = change.ResourceId,
            DisplayName = change.Resource.Name,
            ResourceType = snapshot.ResourceType,
            IsHidden = snapshot.IsHidden || snapshot.State?.Text == KnownResourceStates.Hidden || change.Resource is ParameterResource,
            Restarts = restarts,
            StartedAt = Time(snapshot.StartTimeStamp),
            StoppedAt = Time(snapshot.StopTimeStamp),
        };
        if (snapshot.State is { } state) resource.State = state.Text;
        if (snapshot.State?.Style is { } style) resource.StateStyle = style;
        if (snapshot.ExitCode is { } code) resource.ExitCode = code;
        if (snapshot.Properties.FirstOrDefault(property => property.Name == CustomResourceKnownProperties.Source)?.Value is string source) resource.Source = source;
        resource.Urls.AddRange(snapshot.Urls.Where(url => !url.IsInactive)
            .Select(url => new Url { EndpointName = url.Name ?? "", FullUrl = url.Url, IsInternal = url.IsInternal }));
        foreach (var report in snapshot.HealthReports)
        {
            var health = new HealthReport { Key = report.Name, Description = report.Description ?? "" };
            if (report.Status is { } status) health.Status = status.ToString();
            resource.HealthReports.Add(health);
        }

        return resource;
    }

    static Timestamp? Time(DateTime? time) => time is { } at ? Timestamp.FromDateTime(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null;
}
