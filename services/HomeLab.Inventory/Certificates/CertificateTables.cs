using HomeLab.Inventory.Resources;
using HomeLab.Lab;

namespace HomeLab.Inventory.Certificates;

/// <summary>Reads and writes what is remembered of certificates.</summary>
static class CertificateTables
{
    public const string List = "SELECT since, details FROM certificate ORDER BY object, signal";

    public static Task WriteAsync(InventoryTransaction transaction, KnownCertificate known, CancellationToken cancellationToken) => transaction.ExecuteAsync(
        """
        INSERT INTO certificate (object, signal, since, details) VALUES (@Object, @Signal, @Since, @details::json)
        ON CONFLICT (object, signal) DO UPDATE SET since = @Since, details = @details::json
        """,
        new { known.State.Object, known.State.Signal, known.Since, details = LabJson.Write(known.State) }, cancellationToken);

    public static Task RemoveAsync(InventoryTransaction transaction, CertificateState state, CancellationToken cancellationToken) => transaction.ExecuteAsync(
        "DELETE FROM certificate WHERE object = @Object AND signal = @Signal", new { state.Object, state.Signal }, cancellationToken);
}

/// <param name="Since">UTC.</param>
sealed record CertificateRow(DateTime Since, string Details)
{
    public KnownCertificate Known() => new(LabJson.Read<CertificateState>(Details), new DateTimeOffset(Since, TimeSpan.Zero));
}
