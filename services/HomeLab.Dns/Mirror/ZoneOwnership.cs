using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;
using HomeLab.Dns.Undoing;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Mirror;

/// <summary>Gathers by what a zone's records are told to be ours or not.</summary>
sealed class ZoneOwnership(Installation installation, OwnedObjects owned, ClaimStore claims, OwnershipWishes wishes, UndoStore undos)
{
    public async Task<Ownership> ReadAsync(ZoneName zone, WorkKey key, CancellationToken cancellationToken) => new(
        await installation.GetIdAsync(cancellationToken),
        await owned.ListAsync(key, cancellationToken),
        await claims.ReadAsync(zone, cancellationToken))
    {
        Wishes = await wishes.ReadAsync(zone, cancellationToken),
        Undone = await undos.ReadAsync(zone, cancellationToken),
    };
}
