namespace HomeLab.Benchmarks.Fleet;

/// <summary>Finds what was built beside this program: artifacts/bin/PROJECT/CONFIGURATION.</summary>
static class Outputs
{
    public static string Of(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, $"{project}.dll");
    }
}
