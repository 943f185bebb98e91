using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Docker;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Rpc;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using Npgsql;

namespace HomeLab.Inventory.Backups;

/// <summary>What the lab in force wants copies of, as of now.</summary>
sealed class WantedBackups(NpgsqlDataSource database, TimeProvider time)
{
    const string PolicyKind = "BackupPolicy";
    const string HoldKind = "Hold";

    public async Task<ListDesiredBackupsResponse> ReadAsync(CancellationToken cancellationToken)
    {
        await using var queries = await SnapshotQueries.BeginAsync(database, cancellationToken);
        var now = time.GetUtcNow();
        var response = new ListDesiredBackupsResponse { Epoch = (await queries.EpochAsync(cancellationToken)).Id };
        var documents = await queries.DocumentsAsync([PolicyKind, HoldKind], cancellationToken);
        var policies = documents.Where(it => it.Kind == PolicyKind && it.Spec is not null).Select(it => (Row: it, Spec: LabJson.Read<BackupPolicySpec>(it.Spec!))).ToList();
        response.Holds.AddRange((await queries.HoldsAsync(now, cancellationToken)).Select(SnapshotMessages.Of));
        response.Holds.AddRange(documents.Where(it => it.Kind == HoldKind && it.Spec is not null).Select(SnapshotMessages.HoldOf));
        if (await queries.LabAsync(since: -1, cancellationToken) is not { } row)
            return response;
        response.Policy = SnapshotMessages.Of(row).Policy;
        var hosts = LabJson.Read<LabSpec>(row.Spec).Docker;
        var sources = (await queries.SourcesAsync(cancellationToken)).ToDictionary(it => it.Name, it => SnapshotMessages.Of(it, now));
        response.Sources.AddRange(SourcesOf(hosts, sources, [.. policies.Select(it => it.Spec)]));
        var volumes = VolumesOf(hosts, await queries.AddressesAsync(VolumeList.Kind, cancellationToken));
        response.Policies.AddRange(policies.Select(it => BackupMessages.Of(it.Row, it.Spec, volumes.Where(volume => it.Spec.Wants(volume.Address)))));
        return response;
    }

    /// <summary>
    /// Of hosts that the lab names, in the order of their addresses: there are keys to no other. Without those that nobody named, of which each container has one of its own.
    /// </summary>
    static List<WantedVolume> VolumesOf(IReadOnlyList<DockerSource> hosts, IReadOnlyList<string> addresses)
    {
        var engines = hosts.ToDictionary(SourceNames.Of, EngineMessages.Of, StringComparer.Ordinal);
        return
        [
            .. from address in addresses.Order(StringComparer.Ordinal)
               let parts = address.Split('/')
               where parts is ["docker", _, "volume", _] && engines.ContainsKey($"docker/{parts[1]}") && !VolumeList.IsAnonymous(parts[3])
               select new WantedVolume { Address = address, Name = parts[3], Engine = engines[$"docker/{parts[1]}"] },
        ];
    }

    /// <summary>A host that the lab no longer names is among them: nothing proves that its volumes are gone.</summary>
    static IEnumerable<Source> SourcesOf(IReadOnlyList<DockerSource> hosts, Dictionary<string, Source> known, IReadOnlyList<BackupPolicySpec> policies) =>
        known.Keys.Where(it => it.Split('/') is ["docker", _]).Concat(hosts.Select(SourceNames.Of)).Distinct()
            .Where(name => policies.Any(it => it.MayWantOf(name.Split('/')[1]))).Order(StringComparer.Ordinal).Prepend(SourceNames.Lab)
            .Select(name => known.GetValueOrDefault(name) ?? new Source { Name = name, ReasonCode = "NeverRead", Reason = "it was never read" });
}
