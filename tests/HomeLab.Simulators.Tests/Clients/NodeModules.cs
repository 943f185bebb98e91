namespace HomeLab.Simulators.Tests.Clients;

/// <summary>The official SDK, installed once as the lock file says.</summary>
public sealed class NodeModules
{
    readonly Lazy<Task> installed = new(InstallAsync);

    internal static string Directory => Path.Combine(AppContext.BaseDirectory, "Clients", "node");

    internal Task ReadyAsync() => installed.Value;

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
