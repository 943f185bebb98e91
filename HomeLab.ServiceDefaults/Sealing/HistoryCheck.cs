using Npgsql;

namespace HomeLab.ServiceDefaults.Sealing;

/// <summary>Computes the chain of seals again from the entries as they are now.</summary>
sealed class HistoryCheck(NpgsqlDataSource database)
{
    /// <param name="knownSeal">Lower-case hex of a seal that was noted elsewhere and has to be in the chain; empty: none.</param>
    public async Task<HistoryVerdict> CheckAsync(string knownSeal, CancellationToken cancellationToken)
    {
        await using var sealConnection = await database.OpenConnectionAsync(cancellationToken);
        await using var entryConnection = await database.OpenConnectionAsync(cancellationToken);
        await using var seals = await new NpgsqlCommand(
            "SELECT number, through_id, ids, digests, seal FROM homelab.ledger_seal ORDER BY number", sealConnection)
            .ExecuteReaderAsync(cancellationToken);
        await using var entries = await new NpgsqlCommand($"SELECT {SealedEntry.Columns} FROM homelab.ledger ORDER BY id", entryConnection)
            .ExecuteReaderAsync(cancellationToken);

        var (previous, count) = (Seal.Start, 0L);
        var hasKnown = knownSeal.Length == 0;
        HistoryBreak? found = null;
        var next = await NextAsync(entries, cancellationToken);
        while (found is null && await seals.ReadAsync(cancellationToken))
        {
            var seal = new Seal(
                seals.GetInt64(0), seals.GetInt64(1), seals.GetFieldValue<long[]>(2), seals.GetFieldValue<byte[]>(3),
                seals.GetFieldValue<byte[]>(4));
            var batch = new List<SealedEntry>();
            for (; next is not null && next.Id <= seal.ThroughId; next = await NextAsync(entries, cancellationToken))
            {
                batch.Add(next);
            }
            found = seal.Check(previous, batch);
            count += batch.Count;
            previous = seal;
            hasKnown |= Convert.ToHexStringLower(seal.Value) == knownSeal;
        }
        if (found is null && !hasKnown)
        {
            found = new HistoryBreak(1, $"No seal is {knownSeal}: the ledger was rewritten, or is that of an older backup.");
        }
        return previous.Number == 0
            ? new HistoryVerdict(0, 0, [], found)
            : new HistoryVerdict(count, previous.ThroughId, previous.Value, found);
    }

    static async Task<SealedEntry?> NextAsync(NpgsqlDataReader entries, CancellationToken cancellationToken) =>
        await entries.ReadAsync(cancellationToken) ? SealedEntry.Read(entries) : null;
}
