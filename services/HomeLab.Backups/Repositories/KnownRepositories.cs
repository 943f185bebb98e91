using Dapper;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Restic;
using HomeLab.ServiceDefaults.Secrets;
using Npgsql;

namespace HomeLab.Backups.Repositories;

/// <summary>The repository of each policy: made where there never was one, and never taken for another.</summary>
sealed class KnownRepositories(NpgsqlDataSource database, SecretReader secrets) : IDisposable
{
    readonly SemaphoreSlim making = new(1, 1);

    /// <summary>To be read from, if it is the one that is known.</summary>
    /// <exception cref="ResticException">It does not answer.</exception>
    /// <exception cref="RepositoryException">There is none, or another one.</exception>
    /// <exception cref="SecretMissingException">The password is not where the lab says.</exception>
    public async Task<ResticRepository> FindAsync(BackupPolicy policy, CancellationToken cancellationToken)
    {
        var repository = new ResticRepository(await SettingsAsync(policy, cancellationToken));
        var known = await KnownAsync(policy, cancellationToken);
        var id = await IdAsync(repository, cancellationToken) ?? throw Missing(policy, known);
        return known is null || known == id ? repository : throw Another(policy, known, id);
    }

    /// <summary>To be written to: made where none was ever known.</summary>
    /// <inheritdoc cref="FindAsync" path="/exception"/>
    public async Task<(ResticRepository Repository, string Id)> OpenAsync(BackupPolicy policy, CancellationToken cancellationToken)
    {
        var repository = new ResticRepository(await SettingsAsync(policy, cancellationToken));
        // Of several that find none at once, one makes it.
        await making.WaitAsync(cancellationToken);
        try
        {
            var known = await KnownAsync(policy, cancellationToken);
            var id = await IdAsync(repository, cancellationToken);
            if (known is not null)
                return id is null ? throw Missing(policy, known) : id == known ? (repository, id) : throw Another(policy, known, id);
            if (id is null)
            {
                await repository.InitializeAsync(cancellationToken);
                id = await repository.IdAsync(cancellationToken);
            }
            await KeepAsync(policy, id, cancellationToken);
            return (repository, id);
        }
        finally
        {
            making.Release();
        }
    }

    public void Dispose() => making.Dispose();

    async Task<ResticSettings> SettingsAsync(BackupPolicy policy, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>();
        foreach (var (name, reference) in policy.Environment)
            environment[name] = (await secrets.ReadAsync(reference, cancellationToken)).TrimEnd('\n', '\r');
        return new ResticSettings(policy.Repository, (await secrets.ReadAsync(policy.Password, cancellationToken)).TrimEnd('\n', '\r'), environment);
    }

    /// <returns>Null: there is none, or none that could be told from one that is out of reach.</returns>
    static async Task<string?> IdAsync(ResticRepository repository, CancellationToken cancellationToken)
    {
        try
        {
            return await repository.IdAsync(cancellationToken);
        }
        catch (ResticException exception) when (exception.Code == ResticException.NoRepository)
        {
            return null;
        }
    }

    /// <returns>Null: none was ever seen where the lab says.</returns>
    async Task<string?> KnownAsync(BackupPolicy policy, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT id FROM repository WHERE policy = @Name AND location = @Repository", new { policy.Name, policy.Repository }, cancellationToken: cancellationToken));
    }

    /// <summary>What was copied elsewhere is not copied here.</summary>
    async Task KeepAsync(BackupPolicy policy, string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO repository (policy, location, id) VALUES (@Name, @Repository, @id)
            ON CONFLICT (policy) DO UPDATE SET location = excluded.location, id = excluded.id;
            UPDATE backup SET last_at = NULL, last_copy = '', last_bytes = 0, last_method = '' WHERE starts_with(key, @Name || '/')
            """,
            new { policy.Name, policy.Repository, id }, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    static RepositoryException Missing(BackupPolicy policy, string? known) => new(
        "RepositoryMissing",
        known is null
            ? $"there is no repository at {policy.Repository}, or it is out of reach"
            : $"the repository {known[..10]} is not at {policy.Repository} now: is the disk mounted, the server up? None is made in its place");

    static RepositoryException Another(BackupPolicy policy, string known, string id) => new(
        "RepositoryIsAnother", $"at {policy.Repository} is the repository {id[..10]}, and copies were made to {known[..10]}; give this one another policy");
}
