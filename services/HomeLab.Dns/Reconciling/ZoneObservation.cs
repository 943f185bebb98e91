using HomeLab.Dns.Mirror;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Reconciling;

/// <summary>Gathers what is there and what of it is ours: from the mirror, or from the provider when the mirror will not do.</summary>
sealed class ZoneObservation(
    ZoneMirror mirror, RecentWrites writes, ClaimStore claims, ZoneOwnership owners, IOptions<DnsOptions> options, TimeProvider time)
{
    /// <summary>Of ours that a list lacks, how many are asked for by their ids: one that is there is enough to disbelieve the list.</summary>
    const int Spot = 3;

    public async Task<Observed<ZoneView>> ObserveAsync(
        ZoneName zone, ReconcileContext context, IDnsProvider provider, CancellationToken cancellationToken)
    {
        var mirrored = await mirror.ReadAsync(zone, cancellationToken);
        var ownership = await owners.ReadAsync(zone, context.Key, cancellationToken);
        var isRead = !mirrored.IsFresh(time.GetUtcNow(), options.Value.MirrorMaxAge);
        if (isRead)
        {
            var read = await ReadAsync(mirrored, ownership.Owned, provider, context.Fence, cancellationToken);
            if (!read.TryGetValue(out var anew, out var reason))
            {
                return new Observed<ZoneView>.Unavailable(reason);
            }
            mirrored = anew;
        }
        return new Observed<ZoneView>.Available(new ZoneView(mirrored.Reference!, new ActualZone(zone, mirrored.Records), ownership, isRead ? mirrored.ReadAt : null));
    }

    /// <summary>Keeps who wants what, before anything is done about it.</summary>
    public Task RememberAsync(ZoneView view, DnsPlan plan, LeaseFence fence, CancellationToken cancellationToken) =>
        claims.WriteAsync(plan.Zone, view.Ownership.Claims, plan.ClaimsAfter(view.Ownership.Claims), fence, cancellationToken);

    /// <summary>The zone by the identity of first contact, for reading back; from now on the mirror is doubted.</summary>
    public async Task<ZoneReference?> DoubtAsync(ZoneName zone, CancellationToken cancellationToken)
    {
        await mirror.DoubtAsync(zone, cancellationToken);
        return (await mirror.ReadAsync(zone, cancellationToken)).Reference;
    }

    async Task<Observed<MirroredZone>> ReadAsync(
        MirroredZone before, IReadOnlyList<OwnedObject> ours, IDnsProvider provider, LeaseFence fence, CancellationToken cancellationToken)
    {
        var askedAt = time.GetUtcNow();
        var observed = await provider.ObserveAsync(before.Name, cancellationToken);
        if (!observed.TryGetValue(out var found, out var reason))
        {
            return new Observed<MirroredZone>.Unavailable(reason);
        }
        if (before.ProviderId is { } pinned && pinned != found.Zone.Id)
        {
            return new Observed<MirroredZone>.Unavailable(new Reason(
                ProviderReasons.IdentityChanged,
                $"Zone {before.Name} is another one than at first contact ({found.Zone.Id}, expected {pinned}). "
                + "Give the token of the account that holds the first one."));
        }
        if (await WhyNotWholeAsync(found, ours, provider, cancellationToken) is { } notWhole)
        {
            return new Observed<MirroredZone>.Unavailable(notWhole);
        }
        var missing = await writes.CountMissingAsync(found, askedAt - options.Value.ReadLag, cancellationToken);
        return missing > 0
            ? new Observed<MirroredZone>.Unavailable(new Reason(
                ProviderReasons.ReadsLag, $"The provider does not show yet {missing} of the changes made in {before.Name} a moment ago."))
            : new Observed<MirroredZone>.Available(await mirror.ReplaceAsync(found, askedAt, fence, cancellationToken));
    }

    /// <summary>A list that is empty or short without saying so would have us make again what is there.</summary>
    static async Task<Reason?> WhyNotWholeAsync(
        ProviderZone found, IReadOnlyList<OwnedObject> ours, IDnsProvider provider, CancellationToken cancellationToken)
    {
        var listed = found.Records.Select(record => record.Id).ToHashSet();
        var unlisted = ours.Where(o => !listed.Contains(o.ProviderId)).ToList();
        foreach (var lacking in unlisted.Take(Spot))
        {
            var observed = await provider.GetAsync(found.Zone, lacking.ProviderId, cancellationToken);
            if (observed is Observed<ActualRecord?>.Unavailable { Reason: var reason })
            {
                return reason;
            }
            if (observed is Observed<ActualRecord?>.Available { Value: { } record })
            {
                return new Reason(
                    ProviderReasons.Truncated,
                    $"The provider's list of {found.Zone.Name} is not whole: it lacks {unlisted.Count} of our {ours.Count} records, "
                    + $"and {record.Key} is there when it is asked for by its id.");
            }
        }
        return null;
    }
}
