using HomeLab.NativeServers;

namespace Aspire.Hosting.Running;

/// <summary>A started resource: when it exits and with which code, how it is asked to stop, and how it is ended at once.</summary>
/// <param name="Source">How it runs, in two words for a person: <c>native</c>, <c>container postgres:17</c>.</param>
sealed record ResourceProcess(Task<int> Exited, Func<Task> StopAsync, Action Kill, int ProcessId, string Source)
{
    public static ResourceProcess Of(SupervisedProcess process, string source) =>
        new(process.Exited, () => process.StopAsync(), process.Kill, process.Id, source);
}
