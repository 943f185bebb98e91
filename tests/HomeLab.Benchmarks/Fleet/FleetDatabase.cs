using Npgsql;

namespace HomeLab.Benchmarks.Fleet;

/// <summary>A service's database, read from outside: asking the service itself would be work of the service.</summary>
sealed class FleetDatabase(string connectionString) : IAsyncDisposable
{
    readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);

    public async Task<T> QueryAsync<T>(string sql, params IReadOnlyList<object> values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Reads every row and column, and does nothing with them.</summary>
    public async Task<int> ReadAsync(string sql, params IReadOnlyList<object> values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }
        await using var reader = await command.ExecuteReaderAsync();
        var length = 0;
        while (await reader.ReadAsync())
        {
            for (var column = 0; column < reader.FieldCount; column++)
            {
                length += reader.IsDBNull(column) ? 0 : reader.GetString(column).Length;
            }
        }
        return length;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
