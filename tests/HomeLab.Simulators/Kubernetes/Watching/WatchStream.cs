using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.Http;
using HomeLab.Simulators.Kubernetes.Objects;
using HomeLab.Simulators.Kubernetes.Selectors;
using HomeLab.Simulators.Kubernetes.State;

namespace HomeLab.Simulators.Kubernetes.Watching;

/// <summary>One watch from its version to its end, a line an event.</summary>
sealed class WatchStream(KubeCall call, KubernetesOptions options, CancellationToken stopping)
{
    /// <summary>How long a watch lasts that names no time.</summary>
    static readonly TimeSpan Usual = TimeSpan.FromMinutes(30);

    readonly LabelSelector labels = LabelSelector.Parse(call.Query("labelSelector"));
    readonly FieldSelector fields = FieldSelector.Parse(call.Kind, call.Query("fieldSelector"));
    readonly bool marks = call.Query("allowWatchBookmarks") is "true" or "1";

    long version;

    public async Task RunAsync()
    {
        var response = call.Context.Response;
        response.ContentType = "application/json";
        await response.StartAsync(call.Context.RequestAborted);
        await response.Body.FlushAsync(call.Context.RequestAborted);
        var cut = call.Store.WatchesCut;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Context.RequestAborted, stopping, cut);
        end.CancelAfter(int.TryParse(call.Query("timeoutSeconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : Usual);
        try
        {
            await BeginAsync();
            await FollowAsync(end.Token);
        }
        catch (OperationCanceledException) when (!call.Context.RequestAborted.IsCancellationRequested)
        {
            if (marks && !cut.IsCancellationRequested)
                await MarkAsync();
        }
        catch (OperationCanceledException)
        {
            // The reader has left.
        }
    }

    async Task BeginAsync()
    {
        var text = call.Query("resourceVersion");
        var wantsAll = call.Query("sendInitialEvents") == "true";
        if (!wantsAll && text is not (null or "0"))
        {
            version = ObjectLists.ParseVersion(text);
            return;
        }

        var state = call.View;
        foreach (var thing in state.All(call.Kind.Qualified).Where(IsChosen))
            await WriteAsync("ADDED", thing.Text(call.Kind));
        version = state.Version;
        if (wantsAll)
            await MarkAsync(isInitialEnd: true);
    }

    async Task FollowAsync(CancellationToken end)
    {
        var pause = Task.Delay(TimeSpan.FromSeconds(options.BookmarkSeconds), end);
        while (true)
        {
            if (call.Store.After(version, call.Kind.Qualified) is not var (changes, more, newest))
            {
                await WriteAsync("ERROR", KubeRefusal.Expired($"too old resource version: {version} ({call.Store.Oldest})").Status().ToJsonString(KubeJson.Options));
                return;
            }

            foreach (var change in changes)
                await TellAsync(change);
            version = Math.Max(version, newest);
            await call.Context.Response.Body.FlushAsync(end);
            if (await Task.WhenAny(more, pause) == more)
                continue;
            end.ThrowIfCancellationRequested();
            if (marks)
                await MarkAsync();
            pause = Task.Delay(TimeSpan.FromSeconds(options.BookmarkSeconds), end);
        }
    }

    /// <summary>What enters the selection comes, what leaves it goes, whatever happened to it.</summary>
    async Task TellAsync(KubeChange change)
    {
        var (was, isNow) = (change.Before is { } before && IsChosen(before), change.After is { } after && IsChosen(after));
        if (isNow)
            await WriteAsync(was ? "MODIFIED" : "ADDED", change.After!.Text(call.Kind));
        else if (was)
            await WriteAsync("DELETED", (change.Last ?? At(change.Before!, change.Version)).Text(call.Kind));
    }

    bool IsChosen(KubeObject thing) =>
        (call.Namespace.Length == 0 || thing.Namespace == call.Namespace) && labels.Matches(thing.Labels) && fields.Matches(thing);

    static KubeObject At(KubeObject thing, long version) => KubeObject.Of(thing.Parse(), version);

    async Task MarkAsync(bool isInitialEnd = false)
    {
        var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture), ["creationTimestamp"] = null };
        if (isInitialEnd)
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        var mark = new JsonObject { ["kind"] = call.Kind.Kind, ["apiVersion"] = call.Kind.ApiVersion, ["metadata"] = metadata };
        await WriteAsync("BOOKMARK", mark.ToJsonString(KubeJson.Options));
        await call.Context.Response.Body.FlushAsync(call.Context.RequestAborted);
    }

    Task WriteAsync(string type, string thing) =>
        call.Context.Response.WriteAsync($"{{\"type\":\"{type}\",\"object\":{thing}}}\n", call.Context.RequestAborted);
}
