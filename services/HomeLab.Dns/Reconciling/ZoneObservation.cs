using HomeLab.Dns.Mirror;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Reconciling;

/// <summary>Gathers what is there and what of it is ours: from the mirror, or from the provider when the mirror will not do.</summary>
sealed class ZoneObservation(
    ZoneMirror mirror, RecentWrites writes, ClaimStore claims, OwnedObjects owned, Installation installation, IOptions<DnsOptions> options, TimeProvider time)
{
    public async Task<Observed<ZoneView>> ObserveAsync(ZoneName zone, WorkKey key, IDnsProvider provider, CancellationToken cancellationToken)
    {
        var mirrored = await mirror.ReadAsync(zone, cancellationToken);
        if (!mirrored.IsFresh(time.GetUtcNow(), options.Value.MirrorMaxAge))
        {
            var read = await ReadAsync(mirrored, provider, cancellationToken);
            if (!read.TryGetValue(out var anew, out var reason))
            {
                return new Observed<ZoneView>.Unavailable(reason);
            }
            mirrored = anew;
        }
        var ownership = new Ownership(
            await installation.GetIdAsync(cancellationToken),
            await owned.ListAsync(key, cancellationToken),
            await claims.ReadAsync(zone, cancellationToken));
        return new Observed<ZoneView>.Available(new ZoneView(mirrored.Reference!, new ActualZone(zone, mirrored.Records), ownership));
    }

    /// <summary>Keeps who wants what, before anything is done about it.</summary>
    public Task RememberAsync(ZoneView view, DnsPlan plan, CancellationToken cancellationToken) =>
        claims.WriteAsync(plan.Zone, view.Ownership.Claims, plan.ClaimsAfter(view.Ownership.Claims), cancellationToken);

    /// <summary>The zone by the identity of first contact, for reading back; from now on the mirror is doubted.</summary>
    public async Task<ZoneReference?> DoubtAsync(ZoneName zone, CancellationToken cancellationToken)
    {
        await mirror.DoubtAsync(zone, cancellationToken);
        return (await mirror.ReadAsync(zone, cancellationToken)).Reference;
    }

    async Task<Observed<MirroredZone>> ReadAsync(MirroredZone before, IDnsProvider provider, CancellationToken cancellationToken)
    {
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
        var missing = await writes.CountMissingAsync(found, time.GetUtcNow() - options.Value.ReadLag, cancellationToken);
        return missing > 0
            ? new Observed<MirroredZone>.Unavailable(new Reason(
                ProviderReasons.ReadsLag, $"The provider does not show yet {missing} of the changes made in {before.Name} a moment ago."))
            : new Observed<MirroredZone>.Available(await mirror.ReplaceAsync(found, cancellationToken));
    }
}
