using HomeLab.Inventory.Repositories.Git;
using HomeLab.Inventory.Repositories.Observing;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Repositories.Stacks;

/// <summary>
/// The files of a repository as they are wanted now: those of a working tree, or those of the remote's commit that was read last. Whichever
/// replica observes it, each reads for itself, since what is kept in the database holds no secret.
/// </summary>
sealed class StackTrees(RepositoryCopies copies, SecretReader secrets, IOptions<InventoryOptions> options, TimeProvider time)
{
    static readonly RepositoryLimits Limits = RepositorySources.Limits with { ReadsEveryText = true };

    /// <param name="commit">Of a remote, that was read last; empty: none.</param>
    /// <returns>The same as long as the files are; null: only reading them tells.</returns>
    /// <exception cref="Lab.Files.LabUnreadableException">It leads out of the lab directory.</exception>
    public string? StampOf(RepositorySpec spec, string commit) =>
        spec.Path is { } path ? WorkTreeStamp.Of(WorkTreeOrigin.DirectoryOf(options.Value.Lab, path), time.GetUtcNow())
        : commit.Length > 0 ? commit : null;

    /// <inheritdoc cref="StampOf"/>
    /// <exception cref="Lab.Files.LabUnreadableException">Nothing may be concluded from what is not there.</exception>
    /// <exception cref="SourceUnavailableException">It cannot be asked.</exception>
    public async Task<Checkout> ReadAsync(RepositorySpec spec, string commit, CancellationToken cancellationToken)
    {
        if (spec.Path is { } path)
            return await Checkout.ReadAsync(WorkTreeOrigin.DirectoryOf(options.Value.Lab, path), Limits, cancellationToken);
        using var origin = new RemoteOrigin(spec, copies.DirectoryOf(spec), secrets, Limits, time);
        if (commit.Length > 0 && Directory.Exists(copies.DirectoryOf(spec)) && await origin.History.DescendsAsync(commit, commit, cancellationToken))
            return new Checkout(await origin.History.ReadAsync(commit, Limits, cancellationToken), commit, [spec.Url!], spec.Branch ?? RemoteOrigin.DefaultBranch);
        return (await origin.ReadAsync("", cancellationToken)).Files!;
    }
}
