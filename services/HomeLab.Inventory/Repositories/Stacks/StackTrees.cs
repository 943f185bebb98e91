using Dapper;
using HomeLab.Inventory.Repositories.Git;
using HomeLab.Inventory.Repositories.Observing;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.Inventory.Repositories.Stacks;

/// <summary>
/// The files of a repository as they are wanted now: those of a working tree, or those of the remote's commit that was read last. Whichever
/// replica observes it, each reads for itself, since what is kept in the database holds no secret.
/// </summary>
sealed class StackTrees(NpgsqlDataSource database, RepositoryCopies copies, SecretReader secrets, IOptions<InventoryOptions> options, TimeProvider time)
{
    static readonly RepositoryLimits Limits = RepositorySources.Limits with { ReadsEveryText = true };

    /// <exception cref="Lab.Files.LabUnreadableException">Nothing may be concluded from what is not there.</exception>
    /// <exception cref="SourceUnavailableException">It cannot be asked.</exception>
    public async Task<Checkout> ReadAsync(RepositorySpec spec, CancellationToken cancellationToken)
    {
        if (spec.Path is { } path)
            return await Checkout.ReadAsync(WorkTreeOrigin.DirectoryOf(options.Value.Lab, path), Limits, cancellationToken);
        using var origin = new RemoteOrigin(spec, copies.DirectoryOf(spec), secrets, Limits, time);
        var commit = await CommitAsync(spec, cancellationToken);
        if (commit.Length > 0 && Directory.Exists(copies.DirectoryOf(spec)) && await origin.History.DescendsAsync(commit, commit, cancellationToken))
            return new Checkout(await origin.History.ReadAsync(commit, Limits, cancellationToken), commit, [spec.Url!], spec.Branch ?? RemoteOrigin.DefaultBranch);
        return (await origin.ReadAsync("", cancellationToken)).Files!;
    }

    async Task<string> CommitAsync(RepositorySpec spec, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var facts = await connection.QuerySingleOrDefaultAsync<string>(
            new CommandDefinition("SELECT facts FROM resource WHERE address = @source", new { source = SourceNames.Of(spec) }, cancellationToken: cancellationToken));
        return RepositoryFacts.Read(facts).Commit;
    }
}
