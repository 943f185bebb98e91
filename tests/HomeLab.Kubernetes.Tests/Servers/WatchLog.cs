using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace HomeLab.Kubernetes.Tests.Servers;

/// <summary>What a watch of a workspace's config maps has said so far.</summary>
sealed class WatchLog : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    readonly CancellationTokenSource _stop = new(Patience);
    readonly IAsyncEnumerator<(WatchEventType, object)> _events;

    public WatchLog(Workspace workspace, string? from, string? labels = null, int timeoutSeconds = 180, bool bookmarks = false) =>
        _events = workspace.Api.WatchListNamespacedCustomObjectAsync(
            "", "v1", workspace.Namespace, "configmaps", allowWatchBookmarks: bookmarks, labelSelector: labels, resourceVersion: from,
            timeoutSeconds: timeoutSeconds, onError: Errors.Add, cancellationToken: _stop.Token).GetAsyncEnumerator(_stop.Token);

    /// <summary>What came instead of events.</summary>
    public List<Exception> Errors { get; } = [];

    /// <summary>The next event, or null when the server has ended the watch.</summary>
    public async Task<(WatchEventType Type, JsonObject Object)?> NextAsync() => await _events.MoveNextAsync()
        ? (_events.Current.Item1, JsonObject.Create((JsonElement)_events.Current.Item2)!)
        : null;

    /// <summary>The next events as <c>Added a</c>.</summary>
    public async Task<IReadOnlyList<string>> NextAsync(int count)
    {
        var said = new List<string>();
        while (said.Count < count && await NextAsync() is { } happened)
            said.Add($"{happened.Type} {happened.Object.Name()}");
        return said;
    }

    /// <summary>Waits for the end, which is to come without an event, and gives the status that was said instead.</summary>
    public async Task<V1Status> RefusedAsync()
    {
        Assert.Null(await NextAsync());
        return Assert.IsType<KubernetesException>(Assert.Single(Errors)).Status;
    }

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        _stop.Dispose();
    }
}
