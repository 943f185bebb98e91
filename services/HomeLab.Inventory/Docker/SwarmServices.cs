using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;

namespace HomeLab.Inventory.Docker;

/// <summary>Services of the swarm that a Docker host manages: a part of its source that fails alone, and that hosts which never managed one do not have.</summary>
/// <param name="part">Of the host's lease.</param>
/// <param name="holder">The host's own.</param>
sealed class SwarmServices(string host, SourceLease holder, SourceLease part, Observations observations, InventoryOptions options)
{
    public const string Kind = "docker.service";

    /// <summary>What the part is called: <c>docker/nas/swarm</c>.</summary>
    public const string Part = "swarm";

    /// <exception cref="SourceLeaseLostException">Somebody else observes the host now.</exception>
    public async Task ReadAsync(IDockerClient client, Info? swarm, CancellationToken cancellationToken)
    {
        if (swarm is { ControlAvailable: true })
            await observations.AddPartsAsync(holder, [Part], cancellationToken);
        else if (!await observations.IsKnownAsync(part, cancellationToken))
            return;
        try
        {
            var seen = await SeeAsync(client, swarm, cancellationToken);
            await observations.RecordAsync(part, new Look("swarm read", "read", "", seen, null, "NotListed"), cancellationToken);
        }
        catch (Exception exception) when (
            !cancellationToken.IsCancellationRequested && exception is not (SourceLeaseLostException or Npgsql.NpgsqlException))
        {
            await observations.UnavailableAsync(part, DockerFailure.Of(exception, options.CallTimeout), cancellationToken);
        }
    }

    /// <summary>Nobody tells of the services, as of nothing else of the host.</summary>
    public async Task UnavailableAsync(Refusal why, CancellationToken cancellationToken)
    {
        if (await observations.IsKnownAsync(part, cancellationToken))
            await observations.UnavailableAsync(part, why, cancellationToken);
    }

    async Task<IReadOnlyList<ObservedResource>> SeeAsync(IDockerClient client, Info? swarm, CancellationToken cancellationToken)
    {
        var known = await observations.KeptAsync(part, cancellationToken);
        if (swarm is not { ControlAvailable: true })
        {
            return known.Count == 0 ? [] : throw new SourceUnavailableException(
                "NotManager", "the host no longer manages a swarm, so nobody tells of its services; if they are gone for good, take `publish` from it or give it another name");
        }
        await CheckIdentityAsync(swarm.Cluster?.ID, cancellationToken);
        var listed = (await client.Swarm.ListServicesAsync(cancellationToken: cancellationToken)
            ?? throw new SourceUnavailableException("MalformedAnswer", "the engine listed nothing, not even that there is no service")).ToList();
        // A list that leaves something out proves no absence.
        foreach (var missing in known.Where(it => !listed.Exists(service => service.ID == it.Uid)))
        {
            if (await FindAsync(client, missing.Uid, cancellationToken) is { } service)
                listed.Add(service);
        }
        return [.. listed.Where(it => it.Spec?.Name is { Length: > 0 }).Select(Of).DistinctBy(it => it.Address).OrderBy(it => it.Address, StringComparer.Ordinal)];
    }

    async Task CheckIdentityAsync(string? identity, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(identity))
            throw new SourceUnavailableException("MalformedAnswer", "the engine does not say which swarm it manages");
        var pinned = await observations.PinAsync(part, identity, cancellationToken);
        if (pinned != identity)
        {
            throw new SourceUnavailableException(
                "IdentityChanged", $"it manages another swarm ({identity}) than the one first seen ({pinned}); if that is meant, give the source another name");
        }
    }

    static async Task<SwarmService?> FindAsync(IDockerClient client, string id, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Swarm.InspectServiceAsync(id, cancellationToken);
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    ObservedResource Of(SwarmService service) => new(
        // Longer than the address of a container, whose project may be called `swarm`.
        $"docker/{host}/{Part}/service/{service.Spec.Name}", service.ID, Kind, service.Spec.Name, service.Spec.Mode?.Replicated is { Replicas: 0 } ? "stopped" : "running",
        service.Spec.TaskTemplate?.ContainerSpec?.Image?.Split('@')[0] ?? "", ContainerResources.Kept(service.Spec.Labels ?? new Dictionary<string, string>()));
}
