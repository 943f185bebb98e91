using System.Text.RegularExpressions;
using HomeLab.Inventory.Lab.Git;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Lab.Files;

namespace HomeLab.Inventory.Repositories.Git;

/// <summary>A private bare copy of a remote repository's branch. Nothing of it is ever checked out or run.</summary>
/// <param name="directory">Of the copy; made where it is not there.</param>
/// <param name="url">https, http, ssh, <c>git@host:path</c>, or a path on this machine.</param>
/// <param name="branch">That is followed.</param>
/// <param name="token">Of the remote, sent as a header and never in a command line; null: none.</param>
sealed partial class RepositoryMirror(string directory, string url, string branch, string? token)
{
    static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>Brings the copy up to the remote and returns the branch's commit.</summary>
    /// <exception cref="LabUnreadableException">The remote does not answer, or has no such branch. What was read before stays in force.</exception>
    public async Task<string> FetchAsync(CancellationToken cancellationToken)
    {
        if (!UrlForm().IsMatch(url))
            throw new LabUnreadableException("WrongForm", "a remote is https://…, ssh://…, git@host:path, or an absolute path");
        if (!BranchForm().IsMatch(branch) || branch.Contains("..", StringComparison.Ordinal))
            throw new LabUnreadableException("WrongForm", $"not the name of a branch: {HomeLab.Lab.Printable.Of(branch, 100)}");
        try
        {
            CreateDirectory();
            await RunAsync(cancellationToken, "init", "--quiet", "--bare", ".");
            // A branch that was rewound is still the branch.
            await RunAsync(cancellationToken, "fetch", "--quiet", "--no-tags", "--prune", "--no-recurse-submodules", "--end-of-options", url, $"+refs/heads/{branch}:refs/heads/{branch}");
            return (await RunAsync(cancellationToken, "rev-parse", "--verify", "--end-of-options", $"refs/heads/{branch}^{{commit}}")).Trim();
        }
        catch (GitUnavailableException unavailable)
        {
            throw new LabUnreadableException("GitUnavailable", unavailable.Message);
        }
    }

    void CreateDirectory()
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LabUnreadableException("CacheUnwritable", $"its copy cannot be kept in {directory}: {exception.Message}");
        }
    }

    /// <summary>Of what was fetched.</summary>
    public GitHistory History => new(directory, "");

    async Task<string> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var settings = new Dictionary<string, string> { ["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes" };
        if (token is not null)
        {
            // In the environment other accounts cannot read it, in the arguments they can. Git would send the header on to wherever it is redirected.
            (settings["GIT_CONFIG_COUNT"], settings["GIT_CONFIG_KEY_0"], settings["GIT_CONFIG_VALUE_0"], settings["GIT_CONFIG_KEY_1"], settings["GIT_CONFIG_VALUE_1"]) =
                ("2", "http.extraHeader", $"Authorization: Basic {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"x-access-token:{token}"))}", "http.followRedirects", "false");
        }
        var (exitCode, output, error) = await GitCommand.RunAsync(directory, Timeout, settings, cancellationToken, arguments);
        return exitCode == 0 ? output : throw FetchFailure.Of(error);
    }

    [GeneratedRegex(@"^(https?://|ssh://|git://|file:///|/)[^\s-][^\s]*$|^[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:[^\s-][^\s]*$")]
    private static partial Regex UrlForm();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._/@+-]{0,200}$")]
    private static partial Regex BranchForm();
}
