using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Grpc.Core;
using HomeLab.NativeServers;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using Npgsql;

namespace HomeLab.Stacks.Tests.Crashes;

/// <summary>The service as it is shipped, in a process of its own.</summary>
sealed partial class StacksProcess(SupervisedProcess process, Uri rpc, NpgsqlDataSource database, ConcurrentQueue<string> said) : AskedStacks(rpc, database)
{
    /// <summary>Where it listens: health, then gRPC.</summary>
    const int Addresses = 2;

    /// <summary>All that it wrote.</summary>
    public string Said => string.Join('\n', said);

    /// <summary>Starts one and waits until it answers.</summary>
    public static async Task<StacksProcess> StartAsync(NpgsqlDataSource database, IReadOnlyDictionary<string, string?> environment)
    {
        // Beside the output of this project lies that of the service: artifacts/bin/<project>/<configuration>.
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var dll = Path.Combine(output.Parent!.Parent!.FullName, "HomeLab.Stacks", output.Name, "HomeLab.Stacks.dll");
        var said = new ConcurrentQueue<string>();
        var process = await Supervisor.StartAsync(
            new ProcessSpecification("dotnet", dll)
            {
                Environment = new Dictionary<string, string?>(environment)
                {
                    ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                    ["Rpc__Callers__ada__Secret"] = CallerSecret,
                    ["Rpc__Callers__ada__Role"] = "Operator",
                    ["DOTNET_gcServer"] = "0",
                },
                WorkingDirectory = Path.GetDirectoryName(dll),
                Output = said.Enqueue,
                Error = said.Enqueue,
            },
            CancellationToken.None);
        var addresses = Array.Empty<string>();
        await Eventually.TrueAsync(
            () =>
            {
                Assert.False(process.Exited.IsCompleted, string.Join('\n', said));
                addresses = [.. said.SelectMany(line => Listening().Matches(line)).Select(it => it.Groups[1].Value)];
                return addresses.Length == Addresses;
            },
            "it listens");
        var stacks = new StacksProcess(process, new Uri(addresses[^1]), database, said);
        await Eventually.TrueAsync(stacks.AnswersAsync, "it answers");
        return stacks;
    }

    /// <summary>By <c>kill -9</c>; returns when nothing of it is left.</summary>
    public async Task KillAsync()
    {
        Channel.Dispose();
        process.Kill();
        await process.Exited;
    }

    async Task<bool> AnswersAsync()
    {
        try
        {
            await Control.ListWorkAsync(new(), Operator);
            return true;
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable)
        {
            return false;
        }
    }

    [GeneratedRegex("Now listening on: (http://[0-9.:]+)")]
    private static partial Regex Listening();
}
