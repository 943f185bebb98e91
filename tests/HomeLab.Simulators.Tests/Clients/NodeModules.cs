namespace HomeLab.Simulators.Tests.Clients;

/// <summary>The official clients, installed once for all tests as the lock file says.</summary>
static class NodeModules
{
    static readonly Lazy<Task> Installed = new(InstallAsync);

    public static string Directory => Path.Combine(AppContext.BaseDirectory, "Clients", "node");

    public static Task ReadyAsync() => Installed.Value;

    static async Task InstallAsync()
    {
        var mark = Path.Combine(Directory, "node_modules", ".installed");
        var wanted = await File.ReadAllTextAsync(Path.Combine(Directory, "package-lock.json"));
        if (File.Exists(mark) && await File.ReadAllTextAsync(mark) == wanted)
            return;
        var (exitCode, output) = await Tool.RunAsync("npm", Directory, "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        Assert.True(exitCode == 0, $"npm ci failed:\n{output}");
        await File.WriteAllTextAsync(mark, wanted);
    }
}
