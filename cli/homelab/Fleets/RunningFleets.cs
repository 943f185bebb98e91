using System.Diagnostics;

namespace HomeLab.Cli.Fleets;

/// <summary>The fleets that this machine runs, by the state files of their AppHosts.</summary>
static class RunningFleets
{
    const string StateFile = "state.json";

    public static RunningFleet Choose(Shell shell, string? chosen)
    {
        var root = Root(shell);
        var running = Read(root, chosen, shell);
        if (chosen is not null)
        {
            return running.Where(fleet => IsMeant(fleet, chosen, shell.Directory)).MaxBy(fleet => fleet.StartedAt)
                ?? throw new CommandException(ExitCode.Unreachable, $"No fleet that runs is called {chosen}; {Known(running, root)}");
        }
        if (running.Count == 0)
        {
            throw new CommandException(
                ExitCode.Unreachable,
                $"No fleet runs on this machine (looked in {root}); start one with `dotnet run --project HomeLab.AppHost`, or say --inventory and --dns.");
        }
        var newest = running.MaxBy(fleet => fleet.StartedAt)!;
        var here = running.Where(fleet => IsWithin(shell.Directory, fleet.Checkout)).MaxBy(fleet => fleet.StartedAt);
        if (running.Count > 1)
        {
            shell.Note($"{running.Count} fleets run; this is {(here is null ? "the newest" : "the one")} of {(here ?? newest).Directory}. --fleet chooses another.");
        }
        return here ?? newest;
    }

    /// <summary>As the AppHost chooses it.</summary>
    static string Root(Shell shell)
    {
        if (shell.Variable("HOMELAB_STATE") is { Length: > 0 } chosen)
        {
            return Path.GetFullPath(chosen, shell.Directory);
        }
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
        {
            return "/var/lib/homelab";
        }
        var state = shell.Variable("XDG_STATE_HOME") is { Length: > 0 } xdg
            ? xdg
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(state, "homelab");
    }

    static List<RunningFleet> Read(string root, string? chosen, Shell shell)
    {
        var directories = Directory.Exists(root) ? Directory.GetDirectories(root) : [];
        // A state directory may be named itself, wherever it is.
        var named = chosen is null ? null : Path.GetFullPath(chosen, shell.Directory);
        var fleets = new List<RunningFleet>();
        foreach (var file in directories.Append(named).OfType<string>().Distinct().Select(it => Path.Combine(it, StateFile)).Where(File.Exists))
        {
            try
            {
                if (RunningFleet.Read(file) is { } fleet && IsRunning(fleet))
                {
                    fleets.Add(fleet);
                }
            }
            catch (UnauthorizedAccessException)
            {
                shell.Note($"{file} may not be read: that fleet is another account's.");
            }
            catch (IOException)
            {
                // It ended between two looks.
            }
        }
        return fleets;
    }

    /// <summary>A killed AppHost leaves its file, and its process id may be an innocent's by now, who began later.</summary>
    static bool IsRunning(RunningFleet fleet)
    {
        try
        {
            using var process = Process.GetProcessById(fleet.ProcessId);
            return process.StartTime.ToUniversalTime() <= fleet.StartedAt.UtcDateTime + TimeSpan.FromSeconds(2);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    static bool IsMeant(RunningFleet fleet, string chosen, string directory)
    {
        var state = Path.GetDirectoryName(fleet.File)!;
        var path = Path.GetFullPath(chosen, directory);
        return chosen == Path.GetFileName(state) || chosen.Equals(fleet.AppHost, StringComparison.OrdinalIgnoreCase)
            || path == state || path == fleet.Directory || path == fleet.Checkout;
    }

    static bool IsWithin(string path, string directory) =>
        path == directory || path.StartsWith(directory.TrimEnd('/') + "/", StringComparison.Ordinal);

    static string Known(List<RunningFleet> running, string root) => running.Count == 0
        ? $"none runs at all (looked in {root})."
        : $"there are: {string.Join(", ", running.Select(fleet => $"{Path.GetFileName(Path.GetDirectoryName(fleet.File))} of {fleet.Directory}"))}.";
}
