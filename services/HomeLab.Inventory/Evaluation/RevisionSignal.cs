using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.Inventory.Evaluation;

/// <summary>Waits until something was learnt and no more comes, or until it is time to look anyway.</summary>
sealed class RevisionSignal(NpgsqlDataSource database, IOptions<InventoryOptions> options, TimeProvider time)
{
    /// <summary>A lab that never rests is looked at all the same.</summary>
    const int MostRounds = 5;

    /// <param name="seen">The revision that was looked at.</param>
    public async Task WaitAsync(long seen, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var (before, rounds) = (seen, 0);
        do
        {
            await Task.Delay(options.Value.EvaluationDebounce, time, cancellationToken);
            var now = await ReadAsync(cancellationToken);
            if (now != seen && (now == before || ++rounds >= MostRounds))
                return;
            before = now;
        }
        while (time.GetElapsedTime(began) < options.Value.EvaluationInterval);
    }

    async Task<long> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<long>(new CommandDefinition("SELECT revision FROM epoch", cancellationToken: cancellationToken));
    }
}
