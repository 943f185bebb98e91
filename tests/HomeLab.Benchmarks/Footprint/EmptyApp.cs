using HomeLab.Benchmarks.Fleet;
using HomeLab.NativeServers;

namespace HomeLab.Benchmarks.Footprint;

/// <summary>An ASP.NET Core process that does nothing.</summary>
sealed class EmptyApp : IAsyncDisposable
{
    readonly SupervisedProcess process;

    EmptyApp(SupervisedProcess process) => this.process = process;

    public int ProcessId => process.Id;

    public static async Task<EmptyApp> StartAsync() => new(await Supervisor.StartAsync(
        new ProcessSpecification("dotnet", Outputs.Of("HomeLab.Benchmarks.Empty"))
        {
            Environment = new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" },
        }));

    public async ValueTask DisposeAsync()
    {
        await process.StopAsync();
        await process.DisposeAsync();
    }
}
