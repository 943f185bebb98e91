using Dapper;
using Npgsql;

namespace HomeLab.Stacks.Images;

/// <summary>Keeps what registries said over restarts.</summary>
sealed class ImageStore(NpgsqlDataSource database)
{
    const string Columns = "reference, digest, digest_since AS DigestSince, array_to_string(newer, ' ') AS Newer, problem, due_at AS DueAt";

    public async Task<KnownImage?> FindAsync(string reference, CancellationToken cancellationToken) => (await FindAsync([reference], cancellationToken)).GetValueOrDefault(reference);

    public async Task<IReadOnlyDictionary<string, KnownImage>> FindAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM image WHERE reference = ANY(@references)", new { references = references.ToArray() }, cancellationToken: cancellationToken));
        return rows.Select(it => it.ToImage()).ToDictionary(it => it.Reference, StringComparer.Ordinal);
    }

    public static Task WriteAsync(KnownImage image, NpgsqlTransaction transaction, CancellationToken cancellationToken) => transaction.Connection!.ExecuteAsync(new CommandDefinition(
        """
        INSERT INTO image (reference, digest, digest_since, newer, problem, due_at) VALUES (@Reference, @Digest, @since, @newer, @Problem, @due)
        ON CONFLICT (reference) DO UPDATE SET digest = excluded.digest, digest_since = excluded.digest_since, newer = excluded.newer, problem = excluded.problem, due_at = excluded.due_at
        """,
        new { image.Reference, image.Digest, since = image.DigestSince?.UtcDateTime, newer = image.Newer.Select(it => it.ToString()).ToArray(), image.Problem, due = image.DueAt.UtcDateTime },
        transaction, cancellationToken: cancellationToken));

    public static Task ForgetAsync(string reference, NpgsqlTransaction transaction, CancellationToken cancellationToken) => transaction.Connection!.ExecuteAsync(
        new CommandDefinition("DELETE FROM image WHERE reference = @reference", new { reference }, transaction, cancellationToken: cancellationToken));

    sealed record Row(string Reference, string Digest, DateTime? DigestSince, string Newer, string Problem, DateTime DueAt)
    {
        public KnownImage ToImage() => new(
            Reference, Digest, DigestSince is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null, [.. Newer.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(NewerTag.Parse)], Problem, new DateTimeOffset(DueAt, TimeSpan.Zero));
    }
}
