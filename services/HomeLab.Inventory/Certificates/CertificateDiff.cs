using HomeLab.Lab;

namespace HomeLab.Inventory.Certificates;

/// <summary>What becomes of remembered certificates by what is told now. Pure.</summary>
static class CertificateDiff
{
    /// <param name="told">One that has no certificate keeps what was known before.</param>
    /// <param name="isKept">Of one that nobody tells of now: whether it may still be so.</param>
    public static (IReadOnlyList<KnownCertificate> Changed, IReadOnlyList<CertificateState> Gone) Compute(
        IReadOnlyCollection<KnownCertificate> known, IReadOnlyCollection<CertificateState> told, Func<CertificateState, bool> isKept, DateTimeOffset now)
    {
        var before = known.ToDictionary(it => (it.State.Object, it.State.Signal));
        var there = told.Select(it => (it.Object, it.Signal)).ToHashSet();
        return (
            [.. told.Select(it => Next(before.GetValueOrDefault((it.Object, it.Signal)), it, now)).OfType<KnownCertificate>()],
            [.. known.Select(it => it.State).Where(it => !there.Contains((it.Object, it.Signal)) && !isKept(it))]);
    }

    /// <returns>Null: nothing is new.</returns>
    static KnownCertificate? Next(KnownCertificate? before, CertificateState told, DateTimeOffset now)
    {
        var next = before is not null && told.Certificate.Identity.Length == 0 ? before.State with { Trouble = told.Trouble } : told;
        if (before is null)
            return new KnownCertificate(next, now);
        // Lists in records are compared by reference.
        return LabJson.Write(before.State) == LabJson.Write(next)
            ? null
            : new KnownCertificate(next, before.Certificate.Identity == next.Certificate.Identity ? before.Since : now);
    }
}
