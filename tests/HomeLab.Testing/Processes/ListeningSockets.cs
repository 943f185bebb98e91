using System.Globalization;

namespace HomeLab.Testing.Processes;

/// <summary>Listening TCP sockets by /proc, as <c>ss -ltn</c> shows them: proc_net_tcp(5).</summary>
public static class ListeningSockets
{
    const string Listening = "0A";

    /// <summary>Local addresses, in the kernel's hexadecimal, that the processes listen on beyond 127.0.0.1 and ::1.</summary>
    public static IReadOnlyList<string> BeyondLoopback(IReadOnlyList<RunningProcess> processes)
    {
        var inodes = processes.SelectMany(Inodes).ToHashSet();
        return [.. new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists)
            .SelectMany(file => File.ReadLines(file).Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[3] == Listening && inodes.Contains(fields[9]) && !IsLoopback(fields[1].Split(':')[0]))
            .Select(fields => fields[1])];
    }

    static bool IsLoopback(string address) =>
        address.EndsWith("7F", StringComparison.Ordinal) || address == "00000000000000000000000001000000";

    static IEnumerable<string> Inodes(RunningProcess process)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/fd"))
                .Select(link => new FileInfo(link).LinkTarget ?? "")
                .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
                .Select(target => target[8..^1])
                .ToArray();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
