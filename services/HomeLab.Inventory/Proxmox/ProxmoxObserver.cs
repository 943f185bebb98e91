using System.Globalization;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;
using HomeLab.Proxmox;
using HomeLab.Proxmox.Cluster;
using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Nodes;
using HomeLab.Proxmox.Tasks;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Proxmox;

/// <summary>Looks at one host or cluster again and again.</summary>
sealed class ProxmoxObserver(
    ProxmoxSource source, SourceLease lease, ProxmoxClient client, Observations observations, IOptions<InventoryOptions> options, TimeProvider time)
{
    /// <summary>Of the role PVEAuditor; without one of them lists leave out what the token may not see.</summary>
    static readonly string[] Needed = ["VM.Audit", "Sys.Audit", "Datastore.Audit"];

    readonly GuestDetailsCache details = new(client, options.Value.ResyncInterval, time);
    readonly GuestBackupsCache backups = new(client, options.Value.ResyncInterval, time);
    readonly NodeCertificatesCache certificates = new(client, options.Value.ResyncInterval, time);
    readonly LastAddresses last = new();
    readonly LatestTasks latest = new(time);
    readonly HashSet<string> seenTasks = new(StringComparer.Ordinal);
    readonly GuestTasks doers = new(time);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var kept in await observations.KeptAsync(lease, cancellationToken))
        {
            last.Load(kept);
            latest.Load(kept);
        }
        await new PollingLoop(lease, observations, options.Value, time).RunAsync(LookAsync, ProxmoxReasons.Of, cancellationToken);
    }

    /// <returns>Whether something happens there.</returns>
    async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        await CheckIdentityAsync(cancellationToken);
        var isWhole = await SeesAllAsync(cancellationToken);
        var tasks = await client.ListClusterTasksAsync(cancellationToken);
        var listed = await client.GetResourcesAsync(ResourceKind.All, cancellationToken);
        if (isWhole)
            latest.See(listed.Nodes, tasks);
        doers.See(tasks);
        var news = News(tasks);
        var touched = news.Select(it => it.Id).ToHashSet();
        var backedUp = await backups.ReadAsync(listed.Storages, news.Exists(it => it.Type == "vzdump"), cancellationToken);
        var guests = await Task.WhenAll(listed.Guests.Select(async it =>
            ProxmoxResources.Of(source.Name, it, await details.OfAsync(it, touched.Contains(Text(it.Vmid)), cancellationToken), last, backedUp.Of(it))));
        details.Keep(listed.Guests);
        var nodes = await Task.WhenAll(listed.Nodes.Select(async it => ProxmoxResources.Of(source.Name, it, await certificates.OfAsync(it, cancellationToken), latest.Of(it.Name))));
        IReadOnlyList<ObservedResource> seen =
        [
            .. guests, .. nodes, .. ProxmoxResources.Of(source.Name, listed.Storages),
        ];
        await CheckListAsync(listed, seen, cancellationToken);
        // Where the token does not see everything, what is not listed may well be there.
        var addresses = isWhole ? null : seen.Select(it => it.Address).ToHashSet();
        var changes = await observations.RecordAsync(lease, new Look("proxmox read", "read", "", seen, addresses, "NotListed") { ActorOf = doers.ActorOf }, cancellationToken);
        if (!isWhole)
        {
            await observations.UnavailableAsync(lease, new("PartialView",
                "the token sees only a part of the cluster, and lists do not say what they leave out; give it the role PVEAuditor on /, with propagation", ""),
                cancellationToken);
        }
        return changes.Count > 0 || touched.Count > 0 || tasks.Any(it => it.Outcome is TaskOutcome.Running);
    }

    /// <summary>Whoever answers is a node itself, and what a list no longer has is asked for: a short list proves no absence.</summary>
    async Task CheckListAsync(ClusterResources listed, IReadOnlyList<ObservedResource> seen, CancellationToken cancellationToken)
    {
        var members = (await client.GetClusterStatusAsync(cancellationToken)).Members.Select(it => it.Name).Except(listed.Nodes.Select(it => it.Name)).ToList();
        if (members.Count > 0)
            throw new SourceUnavailableException("Truncated", $"the cluster's list leaves out the node {members[0]}");
        foreach (var address in await observations.MissingAsync(lease, seen.Select(it => it.Address), cancellationToken))
        {
            foreach (var node in listed.Nodes.Where(it => it.State == NodeState.Online).Select(it => it.Name))
            {
                if (await IsThereAsync(address.Split('/')[2..], node, cancellationToken))
                    throw new SourceUnavailableException("Truncated", $"the cluster's list leaves out {address}, which {node} has");
            }
        }
    }

    async Task<bool> IsThereAsync(string[] parts, string node, CancellationToken cancellationToken)
    {
        try
        {
            switch (parts)
            {
                case ["qemu" or "lxc", var number]:
                    var kind = parts[0] == "lxc" ? GuestKind.Lxc : GuestKind.Qemu;
                    await client.GetGuestStatusAsync(new GuestReference(node, kind, int.Parse(number, CultureInfo.InvariantCulture)), cancellationToken);
                    return true;
                case ["storage", .. var owner, var storage] when owner is [] || owner[0] == node:
                    await client.GetStorageStatusAsync(node, storage, cancellationToken);
                    return true;
                default:
                    return false;
            }
        }
        catch (ProxmoxException exception) when (exception.Failure is ProxmoxFailure.NotFound)
        {
            return false;
        }
    }

    /// <summary>Tasks that were not seen before, or not as ended.</summary>
    List<Upid> News(IReadOnlyList<ProxmoxTask> tasks)
    {
        var states = tasks.Select(it => (Key: $"{it.Upid} {it.EndedAt is null}", it.Upid)).ToList();
        var news = states.Where(it => !seenTasks.Contains(it.Key)).Select(it => it.Upid).ToList();
        seenTasks.Clear();
        seenTasks.UnionWith(states.Select(it => it.Key));
        return news;
    }

    async Task CheckIdentityAsync(CancellationToken cancellationToken)
    {
        var identity = await client.GetIdentityAsync(cancellationToken);
        var pinned = await observations.PinAsync(lease, identity.ToString(), cancellationToken);
        // The authority's fingerprint is told to tokens that may read it; one that has lost that right is no other cluster.
        var isSame = pinned == identity.ToString() || (identity.Authority is null && pinned.StartsWith(identity.Name + " (", StringComparison.Ordinal));
        if (!isSame)
        {
            throw new SourceUnavailableException(
                "IdentityChanged", $"another cluster answers ({identity}) than the one first seen ({pinned}); if that is meant, give the source another name");
        }
    }

    async Task<bool> SeesAllAsync(CancellationToken cancellationToken)
    {
        var permissions = await client.GetPermissionsAsync("/", cancellationToken);
        return permissions.TryGetValue("/", out var root)
            && Needed.All(it => root.TryGetValue(it, out var isPropagated) && isPropagated);
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
