using System.Diagnostics;

namespace HomeLab.NativeServers;

/// <summary>Finds programs that are installed on the machine.</summary>
public static class Executables
{
    /// <summary>The first file of that name in a directory of PATH, or in <c>/usr/sbin</c> and <c>/sbin</c>.</summary>
    public static string? Find(string name)
    {
        var path = new ProcessStartInfo().Environment.TryGetValue("PATH", out var value) ? value ?? "" : "";
        return path.Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/sbin", "/sbin"])
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);
    }
}
