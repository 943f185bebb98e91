using System.Text.RegularExpressions;
using HomeLab.Lab.Files;

namespace HomeLab.Inventory.Repositories.Git;

/// <summary>Says for people why git could not read a remote, by what it prints in the C locale.</summary>
static partial class FetchFailure
{
    public static LabUnreadableException Of(string error)
    {
        bool Says(params string[] texts) => texts.Any(it => error.Contains(it, StringComparison.OrdinalIgnoreCase));
        return error switch
        {
            _ when Says("couldn't find remote ref") => new("BranchMissing", "the remote has no such branch, or nothing was ever pushed to it"),
            _ when Says("could not read Username", "could not read Password", "Authentication failed", "error: 401", "error: 403", "Permission denied") =>
                new("Unauthorized", "the remote refuses the credentials, or asks for some that it was not given"),
            _ when Says("Host key verification failed", "certificate", "SSL") => new("NotTrusted", $"the remote cannot be trusted: {Reason(error)}"),
            _ when Says("redirect", "error: 30") => new("Redirected", "the remote has moved to another URL; name that one, for the token is sent nowhere else"),
            _ when Says("not found", "does not appear to be a git repository", "does not exist") => new("RepositoryMissing", "there is no repository at the remote's URL, or none that may be seen"),
            _ when Says("Could not resolve", "Failed to connect", "Connection refused", "Connection timed out", "Network is unreachable", "No route to host") =>
                new("ConnectionRefused", "nobody answers at the remote's address"),
            _ => new("FetchFailed", $"git failed to fetch: {Reason(error)}"),
        };
    }

    /// <summary>The first line that git marks as one; a URL in it may hold a password.</summary>
    static string Reason(string error)
    {
        var line = error.Split('\n').FirstOrDefault(it => it.StartsWith("fatal:", StringComparison.Ordinal) || it.StartsWith("error:", StringComparison.Ordinal)) ?? error.Split('\n')[0];
        return UserOfUrl().Replace(line, "://");
    }

    [GeneratedRegex(@"://[^/\s@]*@")]
    private static partial Regex UserOfUrl();
}
