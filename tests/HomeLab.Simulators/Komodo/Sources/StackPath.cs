namespace HomeLab.Simulators.Komodo.Sources;

static class StackPath
{
    /// <summary>One path of several, each below those before unless it is absolute; without <c>.</c> and <c>..</c>.</summary>
    public static string Join(params IEnumerable<string> parts) => Path.GetFullPath(parts.Where(part => part.Length > 0).Aggregate("/", Path.Combine));
}
