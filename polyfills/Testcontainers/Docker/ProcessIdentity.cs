using System.Globalization;

namespace DotNet.Testcontainers.Docker;

/// <summary>A process among all that ever ran on all machines, as far as labels can say.</summary>
/// <param name="Machine">The machine's id; empty in a container that has none.</param>
/// <param name="Boot">The machine's boot, with the process namespace: process ids mean something within both.</param>
/// <param name="Process">Process id.</param>
/// <param name="StartedAt">In clock ticks since the boot: tells a process from a later one with the same id.</param>
sealed record ProcessIdentity(string Machine, string Boot, int Process, string StartedAt)
{
    public static ProcessIdentity Current { get; } = Read(Environment.ProcessId);

    public static bool TryParse(string text, out ProcessIdentity identity)
    {
        var parts = (text ?? "").Split('/');
        identity = parts.Length == 4 && int.TryParse(parts[2], CultureInfo.InvariantCulture, out var process)
            ? new ProcessIdentity(parts[0], parts[1], process, parts[3])
            : null;
        return identity is not null;
    }

    /// <summary>True only where it is certain: another machine's process, or one of another namespace, may well be alive.</summary>
    public bool HasEnded
    {
        get
        {
            if (Machine != Current.Machine) return false;
            var (boot, @namespace) = Split(Boot);
            var (currentBoot, currentNamespace) = Split(Current.Boot);
            return boot == currentBoot
                ? @namespace == currentNamespace && Read(Process) != this
                : Machine.Length > 0;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Machine}/{Boot}/{Process}/{StartedAt}");

    static (string Boot, string Namespace) Split(string boot) => boot.Split('@') is [var id, var @namespace] ? (id, @namespace) : (boot, "");

    static ProcessIdentity Read(int process)
    {
        // The command's name in parentheses may hold anything, so the fields count from its end: proc_pid_stat(5).
        var stat = Text($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var startedAt = fields.Length > 19 && fields[0] is not ("Z" or "X") ? fields[19] : "";
        var @namespace = File.ResolveLinkTarget("/proc/self/ns/pid", returnFinalTarget: false)?.Name ?? "";
        return new ProcessIdentity(Text("/etc/machine-id"), $"{Text("/proc/sys/kernel/random/boot_id")}@{@namespace}", process, startedAt);
    }

    static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
