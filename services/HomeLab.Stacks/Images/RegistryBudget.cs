using Dapper;
using Npgsql;

namespace HomeLab.Stacks.Images;

/// <summary>How often each registry may still be asked within this hour, for all replicas and over restarts.</summary>
sealed class RegistryBudget(NpgsqlDataSource database, TimeProvider time)
{
    static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Counts questions that are about to be asked.</summary>
    /// <returns>How long none may be asked; null: they may be.</returns>
    public async Task<TimeSpan?> EnterAsync(string host, int questions, int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hour = new DateTimeOffset(now.UtcTicks - now.UtcTicks % Window.Ticks, TimeSpan.Zero);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var isFree = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            INSERT INTO registry AS r (host, hour, asked) VALUES (@host, @hour, @questions)
            ON CONFLICT (host) DO UPDATE SET hour = excluded.hour, asked = CASE WHEN r.hour = excluded.hour THEN r.asked + @questions ELSE @questions END
            WHERE (r.silent_until IS NULL OR r.silent_until <= @now) AND (r.hour <> excluded.hour OR r.asked + @questions <= @limit)
            RETURNING true
            """,
            new { host, hour = hour.UtcDateTime, questions, limit, now = now.UtcDateTime }, cancellationToken: cancellationToken));
        if (isFree)
            return null;
        var silent = await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition("SELECT silent_until FROM registry WHERE host = @host", new { host }, cancellationToken: cancellationToken));
        return silent is { } until && until > now.UtcDateTime ? until - now.UtcDateTime : hour + Window - now;
    }

    /// <summary>It wants to be left alone; nobody asks it until then.</summary>
    public async Task SilenceAsync(string host, TimeSpan wait, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE registry SET silent_until = GREATEST(silent_until, @until) WHERE host = @host", new { host, until = (time.GetUtcNow() + wait).UtcDateTime }, cancellationToken: cancellationToken));
    }
}
