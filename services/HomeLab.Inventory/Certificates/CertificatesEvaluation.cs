using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.ServiceDefaults.Messaging;
using Npgsql;

namespace HomeLab.Inventory.Certificates;

/// <summary>Remembers which certificates the lab shows. What becomes of them is for the findings to say, which look at the next view.</summary>
sealed class CertificatesEvaluation(NpgsqlDataSource database, Outbox outbox, TimeProvider time) : IEvaluation
{
    public async Task EvaluateAsync(LabView view, SourceLease lease, CancellationToken cancellationToken)
    {
        // PostgreSQL keeps microseconds: what is compared with what was read is cut to those.
        var now = time.GetUtcNow();
        var at = new DateTimeOffset(now.UtcTicks / 10 * 10, TimeSpan.Zero);
        var (changed, gone) = CertificateDiff.Compute(view.Certificates, ToldCertificates.Of(view), it => ToldCertificates.IsKept(view, it), at);
        if (changed.Count == 0 && gone.Count == 0)
            return;
        await using var transaction = await InventoryTransaction.BeginAsync(database, outbox, lease, now, cancellationToken);
        foreach (var known in changed)
            await CertificateTables.WriteAsync(transaction, known, cancellationToken);
        foreach (var state in gone)
            await CertificateTables.RemoveAsync(transaction, state, cancellationToken);
        // So that whoever has a view looks again.
        await transaction.RevisionAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
