using System.Collections.Concurrent;

namespace Aspire.Dashboard.ResourceService;

/// <summary>The application host's resources as last told.</summary>
sealed class ResourceStore
{
    readonly ConcurrentDictionary<string, ResourceView> byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why there is nothing newer; null while the application host answers.</summary>
    public string? Problem { get; set; }

    public IReadOnlyList<ResourceView> All => [.. byName.Values.OrderBy(resource => resource.Name, StringComparer.OrdinalIgnoreCase)];

    public void Replace(IReadOnlyList<ResourceView> all)
    {
        foreach (var gone in byName.Keys.Except(all.Select(resource => resource.Name), StringComparer.OrdinalIgnoreCase)) Remove(gone);
        foreach (var resource in all) Set(resource);
    }

    public void Set(ResourceView resource) => byName[resource.Name] = resource;

    public void Remove(string name) => byName.TryRemove(name, out _);
}
