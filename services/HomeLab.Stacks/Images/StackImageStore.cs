using Dapper;
using Npgsql;

namespace HomeLab.Stacks.Images;

/// <summary>Remembers what becomes of the images of stacks.</summary>
sealed class StackImageStore(NpgsqlDataSource database)
{
    const string Columns = "stack, service, reference, running, well_since AS WellSince, pinned, previous, refused, array_to_string(told, ' ') AS Told";

    /// <summary>Those that are kept to a digest.</summary>
    public Task<IReadOnlyList<StackImage>> ListPinnedAsync(CancellationToken cancellationToken) => QueryAsync("pinned <> ''", new { }, cancellationToken);

    public Task<IReadOnlyList<StackImage>> ListAsync(string stack, CancellationToken cancellationToken) => QueryAsync("stack = @stack", new { stack }, cancellationToken);

    /// <summary>Of all stacks that have one of them.</summary>
    public Task<IReadOnlyList<StackImage>> ListAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken) =>
        QueryAsync("reference = ANY(@references)", new { references = references.ToArray() }, cancellationToken);

    public async Task WriteAsync(IReadOnlyCollection<StackImage> images, CancellationToken cancellationToken)
    {
        if (images.Count == 0)
            return;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await WriteAsync(images, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public static Task WriteAsync(IReadOnlyCollection<StackImage> images, NpgsqlTransaction transaction, CancellationToken cancellationToken) => transaction.Connection!.ExecuteAsync(new CommandDefinition(
        """
        INSERT INTO stack_image (stack, service, reference, running, well_since, pinned, previous, refused, told)
        VALUES (@Stack, @Service, @Reference, @Running, @wellSince, @Pinned, @Previous, @Refused, @told)
        ON CONFLICT (stack, service) DO UPDATE SET reference = excluded.reference, running = excluded.running, well_since = excluded.well_since, pinned = excluded.pinned,
            previous = excluded.previous, refused = excluded.refused, told = excluded.told
        """,
        images.Select(it => new { it.Stack, it.Service, it.Reference, it.Running, wellSince = it.WellSince?.UtcDateTime, it.Pinned, it.Previous, it.Refused, told = it.Told.ToArray() }).ToList(),
        transaction, cancellationToken: cancellationToken));

    public static Task ForgetAsync(string stack, IReadOnlyCollection<string> services, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "DELETE FROM stack_image WHERE stack = @stack AND service = ANY(@services)", new { stack, services = services.ToArray() }, transaction, cancellationToken: cancellationToken));

    async Task<IReadOnlyList<StackImage>> QueryAsync(string condition, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"SELECT {Columns} FROM stack_image WHERE {condition} ORDER BY stack, service", parameters, cancellationToken: cancellationToken));
        return [.. rows.Select(it => it.ToImage())];
    }

    sealed record Row(string Stack, string Service, string Reference, string Running, DateTime? WellSince, string Pinned, string Previous, string Refused, string Told)
    {
        public StackImage ToImage() => new(Stack, Service, Reference, Running, WellSince is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null, Pinned, Previous, Refused, Told.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
