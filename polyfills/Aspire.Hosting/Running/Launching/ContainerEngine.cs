using System.Diagnostics;
using HomeLab.NativeServers;

namespace Aspire.Hosting.Running.Launching;

/// <summary>The machine's container engine, by its command line.</summary>
sealed class ContainerEngine
{
    readonly Lazy<Task<bool>> answers;

    public ContainerEngine()
    {
        Command = Executables.Find("docker");
        answers = new Lazy<Task<bool>>(async () => await RunAsync(["version", "--format", "{{.Server.Version}}"], TimeSpan.FromSeconds(5)));
    }

    public string? Command { get; }

    public Task<bool> AnswersAsync() => answers.Value;

    public Task<bool> HasAsync(string image) => RunAsync(["image", "inspect", "--format", "{{.Id}}", image], TimeSpan.FromSeconds(10));

    public Task<bool> PullAsync(string image, TimeSpan patience) => RunAsync(["pull", "--quiet", image], patience);

    async Task<bool> RunAsync(IReadOnlyList<string> arguments, TimeSpan patience)
    {
        if (Command is null) return false;

        using var deadline = new CancellationTokenSource(patience);
        using var process = Process.Start(new ProcessStartInfo(Command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token), process.WaitForExitAsync(deadline.Token));
            return process.ExitCode == 0;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return false;
        }
    }
}
