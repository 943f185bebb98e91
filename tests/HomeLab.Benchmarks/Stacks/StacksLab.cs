using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace HomeLab.Benchmarks.Stacks;

/// <summary>A lab in one Git repository with a folder for each host, and in it one for each stack.</summary>
sealed class StacksLab : IDisposable
{
    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("homelab-bench-lab-");

    public StacksLab() => Write("lab.yaml", "apiVersion: homelab/v1\nkind: Lab\nmetadata: {name: bench}\nspec: {}\n");

    public string Path => directory.FullName;

    public static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number}");

    /// <summary>Commits all stacks, and then the lab that deploys them.</summary>
    public async Task FillAsync(IReadOnlyList<Uri> hosts, int stacksOfHost)
    {
        var text = new StringBuilder("apiVersion: homelab/v1\nkind: Lab\nmetadata: {name: bench}\nspec:\n  docker:\n");
        for (var host = 0; host < hosts.Count; host++)
            text.AppendLine(CultureInfo.InvariantCulture, $"  - {{name: host{host}, endpoint: \"tcp://{hosts[host].Authority}\"}}");
        text.AppendLine("  repositories:");
        for (var host = 0; host < hosts.Count; host++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  - {{name: host{host}, path: hosts/host{host}, deploy: {{docker: host{host}, folders: [\"*\"]}}}}");
            for (var stack = 0; stack < stacksOfHost; stack++)
                Write(FileOf(host, stack), Stack(1));
        }
        await GitAsync("init", "--quiet", "--initial-branch=main");
        Write("lab.yaml", $"{text}  policy: {{apply: auto}}\n");
        await CommitAsync();
    }

    public async Task ChangeAsync(int host, int stack, int edit)
    {
        Write(FileOf(host, stack), Stack(edit));
        await CommitAsync();
    }

    public void Dispose() => directory.Delete(recursive: true);

    static string FileOf(int host, int stack) => $"hosts/{Name("host", host)}/{Name("app", stack)}/compose.yaml";

    static string Stack(int edit) => string.Create(CultureInfo.InvariantCulture, $$"""
        services:
          app:
            image: {{SimulatedHosts.Image}}
            restart: unless-stopped
            environment: {EDIT: "{{edit}}", TZ: Europe/Berlin}
            labels: {traefik.enable: "true"}

        """);

    async Task CommitAsync()
    {
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=Bench", "-c", "user.email=bench@example.org", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "Change");
    }

    async Task GitAsync(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = Path })!;
        await git.WaitForExitAsync();
        if (git.ExitCode != 0)
            throw new InvalidOperationException($"git {arguments[0]} ended with {git.ExitCode}.");
    }

    void Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path + ".tmp", text);
        File.Move(path + ".tmp", path, overwrite: true);
    }
}
