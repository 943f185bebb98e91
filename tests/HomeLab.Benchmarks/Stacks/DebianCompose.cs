using System.Diagnostics;

namespace HomeLab.Benchmarks.Stacks;

/// <summary>Debian's <c>docker-compose</c>, which knows no <c>--wait</c> and no way back: what it lacks is done as a script around it would.</summary>
sealed class DebianCompose(CountedEngine engine, string directory) : IDeployer
{
    public string Name => "docker-compose";

    public static async Task<string> VersionAsync() => (await RunAsync(new ProcessStartInfo("docker-compose", ["version", "--short"]))).Trim();

    public async Task DeployAsync(string project, TenServices services)
    {
        await UpAsync(project, services);
        if (!await engine.UntilHealthyAsync(project, services.Containers, services.HealthyWithin))
            throw new InvalidOperationException($"{project} did not become healthy.");
    }

    public async Task DeployInVainAsync(string project, TenServices broken, TenServices before)
    {
        var until = TimeProvider.System.GetUtcNow() + broken.HealthyWithin;
        await UpAsync(project, broken);
        await engine.UntilHealthyAsync(project, broken.Containers, until - TimeProvider.System.GetUtcNow());
        await DeployAsync(project, before);
    }

    async Task UpAsync(string project, TenServices services)
    {
        var file = Path.Combine(directory, project, "compose.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, services.Text);
        await RunAsync(new ProcessStartInfo("docker-compose", ["-f", file, "-p", project, "up", "-d"]) { Environment = { ["DOCKER_HOST"] = engine.Endpoint.AbsoluteUri } });
    }

    static async Task<string> RunAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"docker-compose ended with {process.ExitCode}: {await error}{await output}");
    }
}
