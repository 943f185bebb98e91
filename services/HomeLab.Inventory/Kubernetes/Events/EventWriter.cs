using System.Net;
using System.Text.Json.Nodes;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;
using k8s;
using k8s.Autorest;

namespace HomeLab.Inventory.Kubernetes.Events;

/// <summary>Writes what the objects of one cluster have not been told yet, each thing once.</summary>
/// <remarks>
/// What is told is decided in the database before it is written, under a name that follows from the decision; who writes it again after a lost
/// answer or a restart hears that it is there already.
/// </remarks>
sealed partial class EventWriter(
    KubernetesSource source, IReadOnlyList<string> zones, SourceLease lease, ClusterClients clients, EventTables tables, InventoryOptions options,
    TimeProvider time, ILogger<EventWriter> logger)
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    readonly string cluster = SourceNames.Of(source);
    bool isFailing;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pause = Interval;
        while (true)
        {
            try
            {
                if (await tables.DueAsync(cluster, zones, cancellationToken) is { Count: > 0 } due)
                    await TellAsync(due, cancellationToken);
                (pause, isFailing) = (Interval, false);
            }
            catch (Exception exception) when (
                !cancellationToken.IsCancellationRequested && exception is not (SourceLeaseLostException or Npgsql.NpgsqlException))
            {
                if (!isFailing)
                    Log.Failed(logger, cluster, Because(exception));
                isFailing = true;
                pause = pause * 2 < options.RetryAfter ? pause * 2 : options.RetryAfter;
            }
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    async Task TellAsync(IReadOnlyList<DueEvent> due, CancellationToken cancellationToken)
    {
        using var client = await clients.OpenAsync(source, cancellationToken);
        await CheckIdentityAsync(client, cancellationToken);
        foreach (var one in due)
        {
            var number = await tables.DecideAsync(lease, one, cancellationToken);
            // Nobody asks any more.
            if (number == 0)
                continue;
            await WriteAsync(client, one, number, cancellationToken);
            await tables.WrittenAsync(one, number, cancellationToken);
        }
    }

    async Task WriteAsync(k8s.Kubernetes client, DueEvent due, long number, CancellationToken cancellationToken)
    {
        try
        {
            await client.CustomObjects.CreateNamespacedCustomObjectAsync<JsonObject>(
                EventObject.Of(due, number, time.GetUtcNow()), EventObject.Group, EventObject.Version, due.Namespace, EventObject.Plural, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException exception) when (exception.Response.StatusCode == HttpStatusCode.Conflict)
        {
            // Written before, and the answer was lost.
        }
        catch (HttpOperationException exception) when (IsInVain(exception))
        {
            Log.NotTold(logger, due.Endpoint, (int)exception.Response.StatusCode);
        }
    }

    /// <summary>The object's namespace ends, or the server takes no such Event: another attempt would fare no better.</summary>
    static bool IsInVain(HttpOperationException exception) => exception.Response.StatusCode switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => true,
        HttpStatusCode.Forbidden => exception.Response.Content?.Contains("NamespaceTerminating", StringComparison.Ordinal) ?? false,
        _ => false,
    };

    /// <summary>Nothing is written into another cluster than the one that was observed.</summary>
    async Task CheckIdentityAsync(k8s.Kubernetes client, CancellationToken cancellationToken)
    {
        var space = await client.CustomObjects.GetClusterCustomObjectAsync<JsonObject>("", "v1", "namespaces", "kube-system", cancellationToken);
        if ((string?)space["metadata"]?["uid"] != await tables.IdentityAsync(cluster, cancellationToken))
            throw new SourceUnavailableException("IdentityChanged", "another cluster answers than the one first seen");
    }

    string Because(Exception exception) => KubernetesFailure.Of(exception, options.CallTimeout) switch
    {
        { Code: "Forbidden" } => "the account may not create events.events.k8s.io (status 403); a ClusterRole with that verb is missing",
        var why => why.Message,
    };

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Objects of {Cluster} cannot be told what became of their names; it is tried again until it succeeds: {Reason}")]
        public static partial void Failed(ILogger logger, string cluster, string reason);

        [LoggerMessage(LogLevel.Warning, "What became of {Endpoint} is not told at its object: the API server refused the Event (status {Status})")]
        public static partial void NotTold(ILogger logger, string endpoint, int status);
    }
}
