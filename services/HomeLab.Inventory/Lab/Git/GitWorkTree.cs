using System.Globalization;
using System.Text.RegularExpressions;

namespace HomeLab.Inventory.Lab.Git;

/// <summary>The working tree that a lab directory lies in.</summary>
sealed partial class GitWorkTree
{
    readonly string directory;
    readonly string gitDirectory;

    GitWorkTree(string directory, string gitDirectory) => (this.directory, this.gitDirectory) = (directory, gitDirectory);

    /// <summary>Git is changing the files at this moment, or died while it did.</summary>
    public bool IsBusy => File.Exists(Lock);

    public DateTimeOffset BusySince => File.GetLastWriteTimeUtc(Lock);

    string Lock => Path.Combine(gitDirectory, "index.lock");

    string Common => ReadLine(Path.Combine(gitDirectory, "commondir")) is { Length: > 0 } path ? Path.GetFullPath(path, gitDirectory) : gitDirectory;

    /// <summary>Null for a plain directory.</summary>
    public static GitWorkTree? Find(string directory)
    {
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
        {
            var git = Path.Combine(at.FullName, ".git");
            if (Directory.Exists(git))
                return new GitWorkTree(directory, git);
            // A linked working tree or a submodule: one line `gitdir: path`.
            if (File.Exists(git) && File.ReadLines(git).FirstOrDefault() is ['g', 'i', 't', 'd', 'i', 'r', ':', .. var path])
                return new GitWorkTree(directory, Path.GetFullPath(path.Trim(), at.FullName));
        }
        return null;
    }

    /// <summary>The commit that is checked out; empty before the first one. Read without the program.</summary>
    public string Head()
    {
        var head = ReadLine(Path.Combine(gitDirectory, "HEAD"));
        if (!head.StartsWith("ref: ", StringComparison.Ordinal))
            return CommitForm().IsMatch(head) ? head : "";
        var reference = head[5..].Trim();
        if (!ReferenceForm().IsMatch(reference) || reference.Contains("..", StringComparison.Ordinal))
            return "";
        var commit = ReadLine(Path.Combine(Common, reference));
        if (commit.Length == 0 && File.Exists(Path.Combine(Common, "packed-refs")))
            commit = File.ReadLines(Path.Combine(Common, "packed-refs")).FirstOrDefault(it => it.EndsWith(" " + reference, StringComparison.Ordinal))?.Split(' ')[0] ?? "";
        return CommitForm().IsMatch(commit) ? commit : "";
    }

    /// <summary>Another one after another commit, branch or remote. Read without the program.</summary>
    public string Stamp()
    {
        var settings = new FileInfo(Path.Combine(Common, "config"));
        return string.Create(CultureInfo.InvariantCulture, $"{Head()} {ReadLine(Path.Combine(gitDirectory, "HEAD"))} {(settings.Exists ? settings.LastWriteTimeUtc.Ticks : 0)}");
    }

    /// <summary>What can be said about documents that are gone, each last seen in a commit and a file.</summary>
    /// <param name="headBefore">The head before the files were read; another one now proves nothing about them.</param>
    public async Task<RemovalEvidence> AskAsync(string headBefore, IReadOnlyCollection<(string Commit, string File)> missing, CancellationToken cancellationToken)
    {
        try
        {
            var isClean = await IsCleanAsync(cancellationToken) && !IsBusy && Head() == headBefore;
            var ancestors = new HashSet<string>();
            foreach (var commit in missing.Select(it => it.Commit).Distinct().Where(it => it != headBefore && CommitForm().IsMatch(it)))
            {
                var (exitCode, _, _) = await GitCommand.RunAsync(directory, cancellationToken, "merge-base", "--is-ancestor", commit, headBefore);
                if (exitCode == 0)
                    ancestors.Add(commit);
            }
            var untracked = new HashSet<string>();
            foreach (var (commit, file) in missing.Where(it => ancestors.Contains(it.Commit)))
            {
                // A file that .gitignore leaves out changes without any commit.
                var (exitCode, _, _) = await GitCommand.RunAsync(directory, cancellationToken, "cat-file", "-e", $"{commit}:./{file}");
                if (exitCode != 0 && !await IsTouchedAsync(commit, headBefore, file, cancellationToken))
                    untracked.Add(file);
            }
            return new RemovalEvidence(headBefore, isClean, ancestors, untracked);
        }
        catch (GitUnavailableException unavailable)
        {
            return new RemovalEvidence(headBefore, false, new HashSet<string>(), new HashSet<string>(), unavailable.Message);
        }
    }

    /// <summary>Seen before it was committed, a file may have been committed and removed before anybody looked again.</summary>
    async Task<bool> IsTouchedAsync(string after, string until, string file, CancellationToken cancellationToken)
    {
        var (exitCode, output, _) = await GitCommand.RunAsync(
            directory, cancellationToken, "log", "-1", "--format=%H", $"{after}..{until}", "--", $":(literal){file}");
        return exitCode == 0 && output.Length > 0;
    }

    async Task<bool> IsCleanAsync(CancellationToken cancellationToken)
    {
        var (exitCode, output, error) = await GitCommand.RunAsync(
            directory, cancellationToken, "status", "--porcelain", "--untracked-files=all", "--", ":(glob)**/*.yaml", ":(glob)**/*.yml");
        return exitCode == 0 ? output.Length == 0 : throw new GitUnavailableException(error.Split('\n')[0]);
    }

    static string ReadLine(string file) => File.Exists(file) ? File.ReadLines(file).FirstOrDefault()?.Trim() ?? "" : "";

    [GeneratedRegex("^([0-9a-f]{40}|[0-9a-f]{64})$")]
    private static partial Regex CommitForm();

    [GeneratedRegex("^refs/[A-Za-z0-9._/@+-]{1,240}$")]
    private static partial Regex ReferenceForm();
}
