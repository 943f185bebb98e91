using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using HomeLab.NativeServers;

namespace HomeLab.Testing.Kubernetes;

/// <summary>The scripts of <c>tests/kubelite</c>.</summary>
static class Kubelite
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    static readonly Lazy<bool> Built = new(() => File.Exists(Where()));

    public static bool IsBuilt => Built.Value;

    public static string Script(string name) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../kubelite", name));

    /// <summary>Starts it on the ports of the API server, of etcd and of etcd's peers; ends with this process. Returns its kubeconfig.</summary>
    /// <exception cref="NativeServerException">It ended, or did not serve its kinds in time.</exception>
    public static async Task<string> StartAsync(string directory, int[] ports)
    {
        var kubeConfig = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new ConcurrentQueue<string>();
        var process = await Supervisor.StartAsync(new ProcessSpecification("bash", [Script("start"), "--stay", directory, .. ports.Select(Number)])
        {
            Output = kubeConfig.SetResult,
            Error = said.Enqueue,
        });
        if (await Task.WhenAny(kubeConfig.Task, process.Exited, Task.Delay(Patience)) == kubeConfig.Task)
            return await kubeConfig.Task;

        await process.StopAsync();
        throw new NativeServerException($"kubelite did not start: {string.Join('\n', said)}");
    }

    static string Where()
    {
        using var where = Process.Start(new ProcessStartInfo("bash", [Script("where")]) { RedirectStandardOutput = true })!;
        return where.StandardOutput.ReadToEnd().Trim();
    }

    static string Number(int port) => port.ToString(CultureInfo.InvariantCulture);

    static string Here([CallerFilePath] string file = "") => file;
}
