using System.Diagnostics.CodeAnalysis;
using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Lab.Kinds;
using HomeLab.Inventory.Resources;
using Microsoft.Extensions.Options;
using HomeLab.Inventory.Sources;
using Actor = HomeLab.Inventory.Changes.Actor;

namespace HomeLab.Inventory.Docker;

/// <summary>Observes one Docker host: everything at first and now and then, and between that what its events are about.</summary>
sealed class DockerObserver(
    DockerSource source, SourceLease lease, DockerClients clients, Observations observations, IOptions<InventoryOptions> options, TimeProvider time)
{
    static readonly Actor Nobody = Actor.NotKnown("an engine tells of its containers and not of who changed them");

    readonly VolumeList volumes = new(source.Name, lease, observations);
    readonly SwarmServices services = new(source.Name, lease, lease.ForPart(SwarmServices.Part), observations, options.Value);
    string? since;
    string? clock;

    /// <summary>Runs until cancelled; comes back from every failure after a pause.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            DateTimeOffset? readAt = null;
            try
            {
                await ConnectAsync(() => readAt = time.GetUtcNow(), cancellationToken);
            }
            catch (Exception exception) when (IsFailureOfSource(exception, cancellationToken))
            {
                // A connection that ended after it worked is opened again; only if that fails is the source unavailable.
                var why = DockerFailure.Of(exception, options.Value.CallTimeout);
                if (readAt is null || why.Code != "ConnectionLost")
                {
                    await observations.UnavailableAsync(lease, why, cancellationToken);
                    await services.UnavailableAsync(why, cancellationToken);
                }
            }
            if (time.GetUtcNow() - readAt > options.Value.RetryAfter)
                failures = 1;
            await Task.Delay(PauseAfter(failures), time, cancellationToken);
        }
    }

    async Task ConnectAsync(Action succeeded, CancellationToken cancellationToken)
    {
        using var client = await clients.OpenAsync(source, cancellationToken);
        var info = await client.System.GetSystemInfoAsync(cancellationToken);
        await CheckIdentityAsync(info, cancellationToken);
        CheckClock(info);
        using var connection = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var events = new ContainerEvents();
        // From the engine's present, or from where the last connection ended: nothing between subscribing and listing is missed.
        var monitoring = events.MonitorAsync(client, since ?? ContainerEvents.Unix(info.SystemTime), connection.Token);
        try
        {
            await ReadAllAsync(client, info, cancellationToken);
            succeeded();
            await FollowAsync(client, events, cancellationToken);
        }
        finally
        {
            since = events.Since ?? since;
            await connection.CancelAsync();
            await monitoring;
        }
    }

    async Task FollowAsync(DockerClient client, ContainerEvents events, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var interval = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var full = Task.Delay(options.Value.FullReadInterval, time, interval.Token);
            while (!full.IsCompleted)
            {
                var next = events.Reader.WaitToReadAsync(interval.Token).AsTask();
                if (await Task.WhenAny(next, full) == full)
                    break;
                await next;
                while (events.Reader.TryRead(out var message))
                    await HandleAsync(client, message, cancellationToken);
            }
            await interval.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            var info = await client.System.GetSystemInfoAsync(cancellationToken);
            await CheckIdentityAsync(info, cancellationToken);
            CheckClock(info);
            await ReadAllAsync(client, info, cancellationToken);
        }
    }

    async Task ReadAllAsync(DockerClient client, SystemInfoResponse info, CancellationToken cancellationToken)
    {
        var containers = await ListAsync(client, cancellationToken);
        if (containers.Count < info.Containers)
        {
            // One may have gone between the two answers; what is missing twice was left out.
            info = await client.System.GetSystemInfoAsync(cancellationToken);
            containers = await ListAsync(client, cancellationToken);
            if (containers.Count < info.Containers)
                throw new SourceUnavailableException("Truncated", $"the engine counts {info.Containers} containers and lists {containers.Count}");
        }
        var found = ContainerResources.Of(source.Name, containers);
        // A project may be called `volume`.
        IReadOnlyList<ObservedResource> seen = [.. found, .. (await volumes.ReadAsync(client, cancellationToken)).ExceptBy(found.Select(it => it.Address), it => it.Address)];
        await observations.RecordAsync(lease, new Look("docker read", "read", "", seen, null, "NotListed") { ActorOf = _ => Nobody }, cancellationToken);
        await services.ReadAsync(client, info.Swarm, cancellationToken);
    }

    async Task HandleAsync(DockerClient client, Message message, CancellationToken cancellationToken)
    {
        var state = await StateAsync(client, message.Actor.ID, cancellationToken);
        var containers = await ListAsync(client, cancellationToken);
        foreach (var container in containers.Where(it => state is not null && it.ID == message.Actor.ID))
            container.State = state;
        var seen = ContainerResources.Of(source.Name, containers);
        var addresses = seen.Where(it => it.Uid == message.Actor.ID).Select(it => it.Address).ToHashSet();
        var name = message.Actor.Attributes?.TryGetValue("name", out var attribute) == true ? attribute : message.Actor.ID;
        var look = new Look("docker event", message.Action, name, seen, addresses, "Destroyed")
        {
            // What the container was known as is looked at only where it has gone or moved: else nothing proves that it is not there.
            Uid = message.Action is "destroy" || addresses.Count > 0 ? message.Actor.ID : null,
            ActorOf = _ => Nobody,
        };
        await observations.RecordAsync(lease, look, cancellationToken);
    }

    /// <summary>Null once it is gone.</summary>
    /// <remarks>
    /// The engine tells that a container died before its list says so (moby's handler logs the event, then updates what lists are
    /// made from, both under the container's lock). To inspect takes that lock, and so comes after.
    /// </remarks>
    static async Task<string?> StateAsync(DockerClient client, string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.Containers.InspectContainerAsync(id, cancellationToken)).State?.Status;
        }
        catch (DockerContainerNotFoundException)
        {
            return null;
        }
    }

    static async Task<IList<ContainerListResponse>> ListAsync(DockerClient client, CancellationToken cancellationToken) =>
        await client.Containers.ListContainersAsync(new ContainersListParameters { All = true }, cancellationToken)
        ?? throw new SourceUnavailableException("MalformedAnswer", "the engine listed nothing, not even that there is none");

    async Task CheckIdentityAsync(SystemInfoResponse info, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(info?.ID))
            throw new SourceUnavailableException("MalformedAnswer", "the engine does not say its id");
        var pinned = await observations.PinAsync(lease, info.ID, cancellationToken);
        if (pinned != info.ID)
        {
            throw new SourceUnavailableException(
                "IdentityChanged", $"another engine answers ({info.ID}) than the one first seen ({pinned}); if that is meant, give the source another name");
        }
    }

    /// <summary>An engine tells its time in nanoseconds, so the same one twice is an old answer that something repeats.</summary>
    void CheckClock(SystemInfoResponse info)
    {
        if (string.IsNullOrEmpty(info.SystemTime))
            return;
        if (info.SystemTime == clock)
            throw new SourceUnavailableException(
                "Stale", $"its answers are old ones: its clock said {clock} before already; something between gives them again");
        clock = info.SystemTime;
    }

    static bool IsFailureOfSource(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && exception is not (SourceLeaseLostException or Npgsql.NpgsqlException);

    [SuppressMessage("Security", "CA5394", Justification = "A pause needs no secret.")]
    TimeSpan PauseAfter(int failures) => failures <= 1
        ? TimeSpan.FromMilliseconds(50)
        : options.Value.RetryAfter * Math.Min(1, Math.Pow(2, failures - 2) / 30) * (0.8 + 0.2 * Random.Shared.NextDouble());
}
