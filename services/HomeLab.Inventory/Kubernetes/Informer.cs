using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using HomeLab.Inventory.Changes;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using k8s;
using k8s.Autorest;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Kubernetes;

/// <summary>Follows all objects of one type: a list, then what the watch tells, and now and then a list again.</summary>
/// <param name="lease">For the part of the source that this type is.</param>
/// <param name="checkIdentity">Throws if another cluster answers since a time: what was read by then may be its.</param>
sealed class Informer(
    string cluster, ResourceType type, IKubernetes client, SourceLease lease, Func<DateTimeOffset, CancellationToken, Task> checkIdentity,
    Observations observations, IOptions<InventoryOptions> options, TimeProvider time)
{
    const int PageSize = 500;
    const int MostAtOnce = 500;

    /// <summary>Of what is missing from one list.</summary>
    const int MostAsked = 20;

    /// <summary>Where the last list stood, or the watch that went on from it; a cluster's count only rises.</summary>
    (ulong Revision, DateTimeOffset At)? newest;

    /// <summary>Runs until cancelled; comes back from every failure after a pause.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            try
            {
                await ListAndWatchAsync(() => failures = 0, cancellationToken);
            }
            catch (Exception exception) when (IsFailureOfSource(exception, cancellationToken))
            {
                failures++;
                await observations.UnavailableAsync(lease, KubernetesFailure.Of(exception, options.Value.CallTimeout), cancellationToken);
                await Task.Delay(PauseAfter(failures), time, cancellationToken);
            }
        }
    }

    async Task ListAndWatchAsync(Action succeeded, CancellationToken cancellationToken)
    {
        var revision = await ListAsync(cancellationToken);
        succeeded();
        var listedAt = time.GetUtcNow();
        while (revision is not null && time.GetUtcNow() - listedAt < options.Value.ResyncInterval)
            revision = await WatchAsync(revision, cancellationToken);
    }

    async Task<string> ListAsync(CancellationToken cancellationToken)
    {
        var seen = new List<ObservedResource>();
        var managers = new Dictionary<string, FieldManagers>(StringComparer.Ordinal);
        string? revision = null, next = null;
        do
        {
            var page = await client.CustomObjects.ListClusterCustomObjectAsync<JsonObject>(
                type.Group, type.Version, type.Plural, limit: PageSize, continueParameter: next, cancellationToken: cancellationToken);
            if (((string?)page["kind"])?.EndsWith("List", StringComparison.Ordinal) != true || (string?)page["metadata"]?["resourceVersion"] is not { Length: > 0 } version)
                throw new SourceUnavailableException("MalformedAnswer", "the API server's answer is no list, or has no resourceVersion; is something else listening there?");
            // An empty list of metadata alone has null for its items.
            seen.AddRange((page["items"] as JsonArray ?? []).OfType<JsonObject>().ToList().Select(it => See(it, managers)));
            revision = version;
            next = (string?)page["metadata"]?["continue"];
        }
        while (!string.IsNullOrEmpty(next));
        await checkIdentity(time.GetUtcNow(), cancellationToken);
        CheckProgress(revision);
        await CheckMissingAsync(seen, cancellationToken);
        await observations.RecordAsync(lease, new Look("kubernetes read", "read", type.ToString(), seen, null, "NotListed") { ActorOf = it => ActorOf(it, managers) }, cancellationToken);
        return revision;
    }

    /// <summary>Who wrote an object is read before what is kept of it is, and looked at only if it changed.</summary>
    ObservedResource See(JsonObject item, Dictionary<string, FieldManagers> managers)
    {
        var metadata = item["metadata"];
        managers[ObjectResources.Address(cluster, type, metadata)] = FieldManagers.Of(metadata);
        return ObjectResources.Of(cluster, type, item);
    }

    static Actor ActorOf(ObservedChange change, Dictionary<string, FieldManagers> managers) =>
        (managers.GetValueOrDefault(change.Address) ?? FieldManagers.Of(null)).ActorOf(change);

    /// <summary>Of objects that a list no longer has some are asked for by name: a list that leaves things out proves no absence.</summary>
    async Task CheckMissingAsync(IReadOnlyList<ObservedResource> seen, CancellationToken cancellationToken)
    {
        var missing = await observations.MissingAsync(lease, seen.Select(it => it.Address), cancellationToken);
        foreach (var address in missing.Take(MostAsked))
        {
            try
            {
                await (ObjectResources.NameIn(cluster, type, address) switch
                {
                    [var space, var name] => client.CustomObjects.GetNamespacedCustomObjectAsync<JsonObject>(type.Group, type.Version, space, type.Plural, name, cancellationToken),
                    var name => client.CustomObjects.GetClusterCustomObjectAsync<JsonObject>(type.Group, type.Version, type.Plural, name[^1], cancellationToken),
                });
            }
            catch (HttpOperationException exception) when (exception.Response.StatusCode == HttpStatusCode.NotFound)
            {
                continue;
            }
            throw new SourceUnavailableException("Truncated", $"the API server's list leaves out {address}, which it has");
        }
    }

    /// <summary>A list from before the last one is an old answer that something between gives again.</summary>
    void CheckProgress(string revision)
    {
        if (!ulong.TryParse(revision, out var number))
            return;
        // Not for ever: a cluster restored from a backup counts from where the backup was.
        if (newest is { } last && number < last.Revision && time.GetUtcNow() - last.At < options.Value.ResyncInterval * 3)
            throw new SourceUnavailableException("Stale", $"its answers are old ones: the list stands at {number}, and it stood at {last.Revision} before already");
        newest = (number, time.GetUtcNow());
    }

    void Remember(string revision)
    {
        if (ulong.TryParse(revision, out var number) && !(newest?.Revision > number))
            newest = (number, time.GetUtcNow());
    }

    /// <returns>From where to go on; null: only a new list can tell.</returns>
    async Task<string?> WatchAsync(string revision, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // A server that is still there ends the watch itself.
        ended.CancelAfter(options.Value.WatchDuration + options.Value.CallTimeout);
        var arrived = Channel.CreateBounded<Arrival>(MostAtOnce * 2);
        var openedAt = time.GetUtcNow();
        var reading = PumpAsync(revision, arrived.Writer, ended.Token);
        try
        {
            while (await arrived.Reader.WaitToReadAsync(cancellationToken))
            {
                await checkIdentity(openedAt, cancellationToken);
                var batch = new List<Arrival>();
                while (batch.Count < MostAtOnce && arrived.Reader.TryRead(out var arrival))
                    batch.Add(arrival);
                await RecordAsync(batch, cancellationToken);
                revision = batch[^1].Revision;
                Remember(revision);
            }
        }
        finally
        {
            await ended.CancelAsync();
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return await reading ? revision : null;
    }

    /// <returns>False: the place in the history is gone.</returns>
    async Task<bool> PumpAsync(string revision, ChannelWriter<Arrival> arrived, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            var watch = client.CustomObjects.WatchListClusterCustomObjectAsync(
                type.Group, type.Version, type.Plural, allowWatchBookmarks: true, resourceVersion: revision,
                timeoutSeconds: (int)options.Value.WatchDuration.TotalSeconds, onError: exception => failure ??= exception,
                cancellationToken: cancellationToken);
            await foreach (var (kind, item) in watch)
            {
                if (failure is not null)
                    break;
                if (Arrival.Of(kind, item) is { } arrival)
                    await arrived.WriteAsync(arrival, cancellationToken);
            }
        }
        catch (HttpRequestException exception) when (exception.InnerException is EndOfStreamException)
        {
            // The server ended a watch in which nothing happened.
        }
        catch (Exception exception) when (KubernetesFailure.IsExpired(exception))
        {
            failure = exception;
        }
        finally
        {
            arrived.Complete();
        }
        return failure is null || (KubernetesFailure.IsExpired(failure) ? false : throw failure);
    }

    async Task RecordAsync(List<Arrival> batch, CancellationToken cancellationToken)
    {
        // Of an object that changed twice the last counts.
        var last = batch.Where(it => it.Object is not null)
            .GroupBy(it => ObjectResources.Address(cluster, type, it.Object!["metadata"])).Select(it => (Address: it.Key, Arrival: it.Last())).ToList();
        if (last.Count > 0)
        {
            var managers = new Dictionary<string, FieldManagers>(StringComparer.Ordinal);
            var seen = last.Where(it => !it.Arrival.IsGone).Select(it => See(it.Arrival.Object!, managers)).ToList();
            var subject = last.Count == 1 ? last[0].Address : type.ToString();
            await observations.RecordAsync(
                lease, new Look("kubernetes event", "watch", subject, seen, last.Select(it => it.Address).ToHashSet(), "Deleted") { ActorOf = it => ActorOf(it, managers) },
                cancellationToken);
        }
        if (batch.Exists(it => it.Object is null))
            await observations.ConfirmAsync(lease, cancellationToken);
    }

    static bool IsFailureOfSource(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && exception is not (SourceLeaseLostException or Npgsql.NpgsqlException);

    [SuppressMessage("Security", "CA5394", Justification = "A pause needs no secret.")]
    TimeSpan PauseAfter(int failures) =>
        options.Value.RetryAfter * Math.Min(1, Math.Pow(2, failures - 1) / 30) * (0.8 + 0.2 * Random.Shared.NextDouble());

    /// <param name="Object">Null: a bookmark, which says that nothing else happened until then.</param>
    sealed record Arrival(string Revision, JsonObject? Object, bool IsGone)
    {
        public static Arrival? Of(WatchEventType kind, object item)
        {
            var content = JsonObject.Create((JsonElement)item);
            return (string?)content?["metadata"]?["resourceVersion"] is { } revision
                ? new Arrival(revision, kind == WatchEventType.Bookmark ? null : content, kind == WatchEventType.Deleted)
                : null;
        }
    }
}
