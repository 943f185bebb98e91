using System.Globalization;

namespace HomeLab.NativeServers;

/// <summary>Where PostgreSQL is installed, and as whom it runs.</summary>
sealed class PostgresBinaries
{
    readonly string _directory;

    PostgresBinaries(string directory) => _directory = directory;

    /// <summary>The account that runs the server when the owner is root, which PostgreSQL refuses.</summary>
    public const string Account = "postgres";

    public static bool RunsAsAccount => Environment.IsPrivilegedProcess;

    public static PostgresBinaries? Find()
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian) ? Directory.EnumerateDirectories(Debian) : [];
        var newest = versions
            .Where(directory => File.Exists(Path.Combine(directory, "bin", "initdb")))
            .MaxBy(directory => double.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var version) ? version : 0);
        var found = newest is not null ? Path.Combine(newest, "bin") : Path.GetDirectoryName(Executables.Find("initdb"));
        return found is null ? null : new PostgresBinaries(found);
    }

    /// <summary>The command line that runs a program of PostgreSQL as the right account.</summary>
    public string[] CommandLine(string program, params ReadOnlySpan<string> arguments)
    {
        string[] command = [Path.Combine(_directory, program), .. arguments];
        return RunsAsAccount
            ? ["setpriv", "--reuid", Account, "--regid", Account, "--init-groups", "--", .. command]
            : command;
    }
}
