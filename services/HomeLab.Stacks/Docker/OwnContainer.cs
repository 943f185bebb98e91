using System.Text.RegularExpressions;

namespace HomeLab.Stacks.Docker;

/// <summary>The container that this process runs in.</summary>
/// <param name="Id">64 hex digits; null: it runs in none, or nothing tells.</param>
sealed partial record OwnContainer(string? Id)
{
    /// <summary>An Engine mounts three files of its own into each container, from a directory with the container's id.</summary>
    const string Mounts = "/proc/self/mountinfo";

    /// <summary>With version 1 of control groups their path ends with the id.</summary>
    const string Groups = "/proc/self/cgroup";

    public static OwnContainer Read() => new(IdIn(TextOf(Mounts), TextOf(Groups)));

    public static string? IdIn(string mounts, string groups) =>
        Mounted().Match(mounts) is { Success: true } mounted ? mounted.Groups[1].Value
        : Grouped().Match(groups) is { Success: true } grouped ? grouped.Groups[1].Value
        : null;

    static string TextOf(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [GeneratedRegex("/containers/([0-9a-f]{64})/(?:hostname|hosts|resolv\\.conf) ")]
    private static partial Regex Mounted();

    [GeneratedRegex("/(?:docker[/-])([0-9a-f]{64})(?:\\.scope)?$", RegexOptions.Multiline)]
    private static partial Regex Grouped();
}
