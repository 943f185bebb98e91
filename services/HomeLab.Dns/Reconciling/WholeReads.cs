using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Reconciling;

/// <summary>Reads of the whole zone within one look: many creates need one, not one a batch.</summary>
/// <remarks>Only creates: what is overwritten or deleted is read anew right before it.</remarks>
sealed class WholeReads(ZoneView view, TimeProvider time)
{
    /// <summary>So long nobody is expected to be quicker at the same names; for more, creates are checked anew.</summary>
    static readonly TimeSpan Recent = TimeSpan.FromSeconds(15);

    Observed<ProviderZone> last = new Observed<ProviderZone>.Available(new ProviderZone(view.Zone, view.Actual.Records));
    DateTimeOffset? readAt = view.ReadAt;

    /// <summary>Whether a read that may serve these changes is at hand.</summary>
    public bool HasRecent(IReadOnlyList<RecordChange> changes) =>
        changes.All(change => change is RecordChange.Create) && time.GetUtcNow() - readAt < Recent;

    /// <summary>The zone as it is, or for creates as it was a moment ago.</summary>
    public async Task<Observed<ProviderZone>> ReadAsync(
        IReadOnlyList<RecordChange> changes, IDnsProvider provider, CancellationToken cancellationToken)
    {
        if (!HasRecent(changes))
        {
            var askedAt = time.GetUtcNow();
            last = await provider.ObserveAsync(view.Zone.Name, cancellationToken);
            readAt = last is Observed<ProviderZone>.Available ? askedAt : null;
        }
        return last;
    }
}
