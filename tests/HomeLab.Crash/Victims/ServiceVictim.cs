using HomeLab.NativeServers;

namespace HomeLab.Crash.Victims;

/// <summary>One of our executables.</summary>
/// <param name="dll">What <c>dotnet</c> runs.</param>
sealed class ServiceVictim(string name, string dll, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment, LogFile log)
    : Victim(name)
{
    SupervisedProcess? process;

    public override Task<int> Exited => process!.Exited;

    protected override int ProcessId => process!.Id;

    protected override async Task BeginAsync(CancellationToken cancellationToken)
    {
        log.Write($"--- {Name} starts");
        process = await Supervisor.StartAsync(
            new ProcessSpecification("dotnet", [dll, .. arguments])
            {
                Environment = environment,
                WorkingDirectory = Path.GetDirectoryName(dll),
                Output = log.Write,
                Error = log.Write,
            },
            cancellationToken);
    }

    protected override void End()
    {
        log.Write($"--- {Name} is killed");
        process!.Kill();
    }
}
