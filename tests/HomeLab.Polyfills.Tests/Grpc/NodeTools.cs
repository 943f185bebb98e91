using System.Diagnostics;

namespace HomeLab.Polyfills.Tests.Grpc;

/// <summary>Runs the scripts in <c>node/</c>, whose packages npm installs beside them the first time.</summary>
static class NodeTools
{
    static readonly Lazy<Task> Packages = new(InstallAsync);

    static string Folder => Path.Combine(AppContext.BaseDirectory, "Grpc", "node");

    public static async Task<Process> StartAsync(params string[] arguments)
    {
        await Packages.Value;
        return Start("node", arguments);
    }

    static async Task InstallAsync()
    {
        var installed = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json"))) return;

        using var npm = Start("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        var errors = npm.StandardError.ReadToEndAsync();
        await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm ci failed: {await errors}");
    }

    static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
