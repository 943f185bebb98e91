using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Where a resource's lines go: to whoever watches its console, and to its file in the state directory.</summary>
sealed class ResourceLogs(StateDirectory state, ResourceLoggerService loggers, TimeProvider time) : IDisposable
{
    readonly ConcurrentDictionary<string, LogFile> files = new(StringComparer.OrdinalIgnoreCase);

    string Folder => Directory.CreateDirectory(
        Path.Combine(state.Path, "logs"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;

    public string PathOf(IResource resource) => FileOf(resource).Path;

    public void Append(IResource resource, string line, bool isError)
    {
        loggers.Append(resource.Name, line, isError);
        FileOf(resource).Append(line);
    }

    public void Dispose()
    {
        foreach (var file in files.Values) file.Dispose();
    }

    LogFile FileOf(IResource resource) => files.GetOrAdd(resource.Name, name => new LogFile(Path.Combine(Folder, name + ".log"), time));
}
