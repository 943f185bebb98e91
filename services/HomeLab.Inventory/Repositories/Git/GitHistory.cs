using HomeLab.Inventory.Lab.Git;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Repositories.Git;

/// <summary>What the history of a repository shows, be it a working tree or a bare copy.</summary>
/// <param name="within">The directory of the repository that is read, with slashes; empty: all of it.</param>
sealed class GitHistory(string directory, string within)
{
    const int MostCommits = 100;

    /// <exception cref="Lab.Files.LabUnreadableException">The commit, or the directory in it, is not there or not whole.</exception>
    public Task<RepositoryTree> ReadAsync(string commit, RepositoryLimits limits, CancellationToken cancellationToken) =>
        GitTree.ReadAsync(directory, within.Length > 0 ? $"{commit}:{within}" : commit, limits, cancellationToken);

    /// <summary>Whether one commit descends from another: only then is what it lacks evidence of removal.</summary>
    public async Task<bool> DescendsAsync(string commit, string from, CancellationToken cancellationToken)
    {
        var (exitCode, _, _) = await GitCommand.RunAsync(directory, cancellationToken, "merge-base", "--is-ancestor", "--end-of-options", from, commit);
        return exitCode == 0;
    }

    /// <summary>Files that differ between two commits; null: one of them is not there.</summary>
    public async Task<IReadOnlyList<string>?> ChangedAsync(string from, string to, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> narrowed = within.Length > 0 ? [$"--relative={within}/"] : [];
        var (exitCode, names, _) = await GitCommand.RunAsync(
            directory, cancellationToken,
            ["diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", .. narrowed, "--end-of-options", from, to, .. within.Length > 0 ? ["--", $":(top,literal){within}"] : Array.Empty<string>()]);
        return exitCode == 0 ? names.Split('\0', StringSplitOptions.RemoveEmptyEntries) : null;
    }

    /// <summary>Who wrote what one commit has and another had not, of the directory that is read, the newest first.</summary>
    /// <returns>Null: one of the commits is not there, or there are more than can be told.</returns>
    public async Task<IReadOnlyList<(string Commit, string Author)>?> AuthorsAsync(string from, string to, CancellationToken cancellationToken)
    {
        var (exitCode, text, _) = await GitCommand.RunAsync(
            directory, cancellationToken,
            ["log", "--format=%H%x09%an", "-z", "--no-mailmap", $"--max-count={MostCommits + 1}", "--end-of-options", $"{from}..{to}", .. within.Length > 0 ? ["--", $":(top,literal){within}"] : Array.Empty<string>()]);
        var commits = text.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(it => it.Trim('\n').Split('\t', 2)).Where(it => it.Length == 2).ToList();
        return exitCode != 0 || commits.Count > MostCommits ? null : [.. commits.Select(it => (it[0], it[1]))];
    }

    /// <summary>Whether a working tree holds what its commit does and nothing else.</summary>
    public async Task<bool> IsCleanAsync(CancellationToken cancellationToken)
    {
        var (exitCode, text, _) = await GitCommand.RunAsync(directory, cancellationToken, "status", "--porcelain", "-z", "--untracked-files=all", "--", ".");
        return exitCode == 0 && text.Length == 0;
    }

    /// <summary>Where history begins, in order, which no commit changes but one that brings in another history; empty: it is cut off, or not known.</summary>
    public async Task<IReadOnlyList<string>> RootsAsync(string commit, CancellationToken cancellationToken)
    {
        var (isKnown, isShallow, _) = await GitCommand.RunAsync(directory, cancellationToken, "rev-parse", "--is-shallow-repository");
        if (isKnown != 0 || isShallow.Trim() != "false")
            return [];
        var (exitCode, roots, _) = await GitCommand.RunAsync(directory, cancellationToken, "rev-list", "--max-parents=0", "--end-of-options", commit);
        return exitCode == 0 ? [.. roots.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)] : [];
    }
}
