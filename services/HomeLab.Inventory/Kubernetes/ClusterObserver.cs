using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;
using k8s;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Kubernetes;

/// <summary>Observes one cluster: what it serves, and with an informer each the types that are watched.</summary>
sealed class ClusterObserver(
    KubernetesSource source, SourceLease lease, ClusterClients clients, WatchedTypes watched, Observations observations,
    IOptions<InventoryOptions> options, TimeProvider time)
{
    readonly Dictionary<ResourceType, (CancellationTokenSource Stop, Task Task)> informers = [];
    (string Pinned, DateTimeOffset AskedAt)? identity;

    /// <summary>Runs until cancelled; comes back from every failure after a pause.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            List<SourceLease> parts = [lease];
            try
            {
                using var client = await clients.OpenAsync(source, cancellationToken);
                try
                {
                    await ObserveAsync(client, cancellationToken);
                }
                finally
                {
                    // Before the client ends, of which they would tell, and before anybody says what is wrong: none is to say afterwards that all is well.
                    parts.AddRange(informers.Keys.Select(it => lease.ForPart(it.ToString())));
                    await StopAsync([.. informers.Keys]);
                }
            }
            catch (Exception exception) when (IsFailureOfSource(exception, cancellationToken))
            {
                await FailAsync(exception, parts, cancellationToken);
            }
            await Task.Delay(options.Value.RetryAfter / 10, time, cancellationToken);
        }
    }

    /// <summary>Until the client is of no use any more. Whatever else fails, informers go on, and tell of themselves.</summary>
    async Task ObserveAsync(IKubernetes client, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = options.Value.FullReadInterval;
            try
            {
                await ReadAsync(client, cancellationToken);
            }
            catch (Exception exception) when (IsFailureOfSource(exception, cancellationToken) && !NeedsAnotherClient(exception))
            {
                await FailAsync(exception, [lease], cancellationToken);
                next = options.Value.RetryAfter / 10;
            }
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var ended = await Task.WhenAny([Task.Delay(next, time, pause.Token), .. informers.Values.Select(it => it.Task)]);
            await pause.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            // Of a pause nothing comes; an informer ends only by what is not the source's fault.
            if (ended.IsFaulted)
                await ended;
        }
    }

    async Task FailAsync(Exception exception, IReadOnlyList<SourceLease> parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
            await observations.UnavailableAsync(part, KubernetesFailure.Of(exception, options.Value.CallTimeout), cancellationToken);
    }

    async Task ReadAsync(IKubernetes client, CancellationToken cancellationToken)
    {
        await CheckIdentityAsync(client, time.GetUtcNow(), cancellationToken);
        var (served, silent) = await ClusterDiscovery.ReadAsync(client, cancellationToken);
        var types = served.Where(watched.Has).ToList();
        await observations.AddPartsAsync(lease, [.. types.Select(it => it.ToString())], cancellationToken);
        // A group that does not answer now keeps its informers, which find out for themselves.
        var gone = informers.Keys.Where(it => !silent.ContainsKey(it.Group) && !types.Contains(it)).ToList();
        await StopAsync(gone);
        foreach (var type in gone.Where(it => !types.Exists(other => other.ToString() == it.ToString())))
        {
            await observations.UnavailableAsync(
                lease.ForPart(type.ToString()), new("NotServed", "the cluster no longer serves this type; what was seen of it stays", ""), cancellationToken);
        }
        foreach (var type in types.Where(it => !informers.ContainsKey(it)))
            Start(type, client, cancellationToken);
        await RecordAsync(served, silent, cancellationToken);
    }

    /// <summary>The cluster itself, with what it serves.</summary>
    async Task RecordAsync(
        IReadOnlyList<ResourceType> served, IReadOnlyDictionary<string, Exception> silent, CancellationToken cancellationToken)
    {
        var facts = new JsonObject
        {
            ["groups"] = new JsonArray([.. served.Select(it => it.Group).Where(it => it.Length > 0).Distinct().Order(StringComparer.Ordinal).Select(it => JsonValue.Create(it))]),
            ["silentGroups"] = new JsonArray([.. silent.Keys.Order(StringComparer.Ordinal).Select(it => JsonValue.Create(it))]),
        };
        var cluster = new ObservedResource(
            lease.Holder, identity!.Value.Pinned, "kubernetes.cluster", source.Name, "Ready", "", new Dictionary<string, string>(), facts.ToJsonString());
        await observations.RecordAsync(lease, new Look("kubernetes read", "read", source.Name, [cluster], null, "NotListed"), cancellationToken);
    }

    void Start(ResourceType type, IKubernetes client, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var informer = new Informer(
            source.Name, type, client, lease.ForPart(type.ToString()), (since, token) => CheckIdentityAsync(client, since, token), observations, options, time);
        informers.Add(type, (stop, informer.RunAsync(stop.Token)));
    }

    /// <summary>Of several informers that ask at once some need not.</summary>
    /// <param name="since">Who answered before is of no account.</param>
    async Task CheckIdentityAsync(IKubernetes client, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (identity is { } known && known.AskedAt >= since)
            return;
        var askedAt = time.GetUtcNow();
        var space = await client.CustomObjects.GetClusterCustomObjectAsync<JsonObject>("", "v1", "namespaces", "kube-system", cancellationToken);
        if ((string?)space["metadata"]?["uid"] is not { Length: > 0 } uid)
            throw new SourceUnavailableException("MalformedAnswer", "the namespace kube-system has no uid; is something else listening there?");
        var pinned = await observations.PinAsync(lease, uid, cancellationToken);
        if (pinned != uid)
        {
            throw new SourceUnavailableException(
                "IdentityChanged", $"another cluster answers ({uid}) than the one first seen ({pinned}); if that is meant, give the source another name");
        }
        identity = (pinned, askedAt);
    }

    /// <summary>With credentials that were replaced since, it may work.</summary>
    bool NeedsAnotherClient(Exception exception) =>
        KubernetesFailure.Of(exception, options.Value.CallTimeout).Code is "Unauthorized" or "TlsRefused" or "IdentityChanged";

    static bool IsFailureOfSource(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && exception is not (SourceLeaseLostException or Npgsql.NpgsqlException);

    async Task StopAsync(IReadOnlyList<ResourceType> types)
    {
        foreach (var type in types)
        {
            var (stop, task) = informers[type];
            await stop.CancelAsync();
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.Dispose();
            informers.Remove(type);
        }
    }
}
