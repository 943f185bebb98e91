using System.Globalization;

namespace HomeLab.Testing.Processes;

/// <summary>One process of this machine; the start time tells it from a later one with the same id.</summary>
public sealed record RunningProcess(int Id, int ParentId, int SessionId, ulong StartTime, string CommandLine)
{
    public bool IsRunning => Read(Id) is { } now && now.StartTime == StartTime;

    /// <summary>The whole process list of this moment, without zombies.</summary>
    public static IReadOnlyList<RunningProcess> List() => [.. Directory.EnumerateDirectories("/proc")
        .Select(Path.GetFileName)
        .Where(name => char.IsAsciiDigit(name![0]))
        .Select(name => Read(int.Parse(name!, CultureInfo.InvariantCulture)))
        .OfType<RunningProcess>()];

    /// <summary>Everything below a process, in whatever session, and the process itself.</summary>
    public static IReadOnlyList<RunningProcess> Tree(int id)
    {
        var all = List();
        var tree = all.Where(process => process.Id == id).ToList();
        for (var i = 0; i < tree.Count; i++)
            tree.AddRange(all.Where(process => process.ParentId == tree[i].Id));
        return tree;
    }

    /// <summary>Processes that were started with a variable of this value in their environment, or inherited it.</summary>
    public static IReadOnlyList<RunningProcess> WithVariable(string name, string value) =>
        [.. List().Where(process => Text(process.Id, "environ").Split('\0').Contains($"{name}={value}"))];

    /// <summary>The environment that this process was started with; empty once it has ended.</summary>
    public IReadOnlyDictionary<string, string> Environment => Text(Id, "environ").Split('\0', StringSplitOptions.RemoveEmptyEntries)
        .Select(variable => variable.Split('=', 2))
        .Where(parts => parts.Length == 2)
        .DistinctBy(parts => parts[0])
        .ToDictionary(parts => parts[0], parts => parts[1]);

    /// <summary>Ends this process alone, by SIGKILL, if it still runs.</summary>
    public void Kill()
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(Id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended by itself.
        }
    }

    public override string ToString() => $"{Id} (parent {ParentId}, session {SessionId}) {CommandLine}";

    static RunningProcess? Read(int id)
    {
        // The name in parentheses may hold anything, so the fields count from its end: proc_pid_stat(5).
        var stat = Text(id, "stat");
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 20 || fields[0] is "Z" or "X")
            return null;

        int Number(int index) => int.Parse(fields[index], CultureInfo.InvariantCulture);
        var commandLine = Text(id, "cmdline").Replace('\0', ' ').Trim();
        return new RunningProcess(id, Number(1), Number(3), ulong.Parse(fields[19], CultureInfo.InvariantCulture), commandLine);
    }

    static string Text(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
