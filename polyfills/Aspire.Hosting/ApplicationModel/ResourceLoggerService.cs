using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The console of every resource: what it wrote, and what the application host says about it.</summary>
public class ResourceLoggerService : IDisposable
{
    readonly ConcurrentDictionary<string, ResourceLog> logs = new(StringComparer.OrdinalIgnoreCase);

    public ILogger GetLogger(IResource resource) => GetLogger(resource.Name);

    public ILogger GetLogger(string resourceName) => For(resourceName);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) => WatchAsync(resource.Name);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => For(resourceName).WatchAsync();

    /// <summary>The lines kept so far, then the end.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource) => GetAllAsync(resource.Name);

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask;
        var lines = For(resourceName).Backlog;
        if (lines.Count > 0) yield return lines;
    }

    public void Complete(IResource resource) => Complete(resource.Name);

    public void Complete(string name) => For(name).Complete();

    public void ClearBacklog(string resourceName) => For(resourceName).Clear();

    public void Dispose()
    {
        foreach (var log in logs.Values) log.Complete();
        GC.SuppressFinalize(this);
    }

    /// <summary>Adds a line as the resource's process wrote it.</summary>
    internal void Append(string resourceName, string content, bool isErrorMessage) => For(resourceName).Append(content, isErrorMessage);

    ResourceLog For(string name) => logs.GetOrAdd(name, _ => new ResourceLog());
}
