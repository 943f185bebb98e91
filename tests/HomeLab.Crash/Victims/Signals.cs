using System.Globalization;
using System.Runtime.InteropServices;

namespace HomeLab.Crash.Victims;

/// <summary>Signals to a process and everything below it: signal(7).</summary>
static class Signals
{
    public const int Stop = 19;
    public const int Continue = 18;

    public static void Send(int process, int signal)
    {
        foreach (var id in Tree(process))
        {
            // One that has just ended is no error.
            _ = Kill(id, signal);
        }
    }

    /// <summary>PostgreSQL's backends and Erlang's port programs lead sessions of their own, so a group does not hold them all.</summary>
    static List<int> Tree(int root)
    {
        var tree = new List<int> { root };
        for (var i = 0; i < tree.Count; i++)
        {
            tree.AddRange(Children(tree[i]));
        }
        return tree;
    }

    static IEnumerable<int> Children(int process)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task"))
                .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return [];
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    static extern int Kill(int process, int signal);
}
