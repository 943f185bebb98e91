using HomeLab.Inventory.Lab.Git;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Lab.Files;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Repositories.Git;

/// <summary>A working directory with what Git says of it.</summary>
/// <param name="Revision">The commit that is checked out; empty: a plain directory, or no commit yet. Files that are not committed are read too.</param>
/// <param name="Remotes">URLs under which it is known, without credentials.</param>
/// <param name="Branch">Empty: none is checked out.</param>
sealed record Checkout(RepositoryTree Tree, string Revision, IReadOnlyList<string> Remotes, string Branch)
{
    /// <exception cref="LabUnreadableException">The directory cannot be read, or Git is changing it at this moment.</exception>
    public static async Task<Checkout> ReadAsync(string directory, RepositoryLimits limits, CancellationToken cancellationToken)
    {
        var git = GitWorkTree.Find(directory);
        var before = git?.Head() ?? "";
        if (git is { IsBusy: true })
            throw new LabUnreadableException("GitBusy", "Git is changing the files");
        var tree = WorkTreeFiles.Read(directory, limits);
        if (git is null)
            return new Checkout(tree, "", [], "");
        try
        {
            var (_, remotes, _) = await GitCommand.RunAsync(directory, cancellationToken, "config", "--get-regexp", @"^remote\..*\.url$");
            var (_, branch, _) = await GitCommand.RunAsync(directory, cancellationToken, "symbolic-ref", "--quiet", "--short", "HEAD");
            if (git.IsBusy || git.Head() != before)
                throw new LabUnreadableException("GitBusy", "Git changed the files while they were read");
            return new Checkout(tree, before, [.. remotes.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(UrlOf)], branch.Trim());
        }
        catch (GitUnavailableException)
        {
            // The files are what they are; only whose they are stays open.
            return new Checkout(tree, before, [], "");
        }
    }

    /// <summary>Reads what it declares, as <c>lab.yaml</c> says.</summary>
    public RepositoryReading Read(RepositorySpec spec, RepositoryLimits limits) =>
        RepositoryReader.Read(Tree, Revision, Options(spec), limits);

    public RepositoryOptions Options(RepositorySpec spec) => new(spec.Name, spec.Komodo, Remotes, Branch);

    /// <summary><c>remote.origin.url https://user:password@host/path</c></summary>
    static string UrlOf(string line)
    {
        var url = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim();
        var (scheme, at) = (url.IndexOf("://", StringComparison.Ordinal), url.IndexOf('@', StringComparison.Ordinal));
        return scheme > 0 && at > scheme ? url[..(scheme + 3)] + url[(at + 1)..] : url;
    }
}
