using System.Text.Json;
using k8s;

namespace HomeLab.Polyfills.Tests.KubernetesClient;

public class WatchTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Yields_events_and_bookmarks_in_order()
    {
        await using var server = await FakeApiServer.StartAsync(FakeApiServer.Json("""
            {"type":"ADDED","object":{"kind":"Pod","metadata":{"name":"a","resourceVersion":"5"}}}
            {"type":"MODIFIED","object":{"kind":"Pod","metadata":{"name":"a","resourceVersion":"6"}}}
            {"type":"BOOKMARK","object":{"kind":"Pod","metadata":{"resourceVersion":"9"}}}
            {"type":"DELETED","object":{"kind":"Pod","metadata":{"name":"a","resourceVersion":"10"}}}
            """));
        using var client = server.Client();

        var events = await client.CustomObjects.WatchListNamespacedCustomObjectAsync(
            "", "v1", "media", "pods", allowWatchBookmarks: true, resourceVersion: "4", timeoutSeconds: 300).ToListAsync();

        Assert.Equal(
            "/api/v1/namespaces/media/pods?allowWatchBookmarks=true&resourceVersion=4&timeoutSeconds=300&watch=true", server.Last.Target);
        Assert.Equal(
            [(WatchEventType.Added, "5"), (WatchEventType.Modified, "6"), (WatchEventType.Bookmark, "9"), (WatchEventType.Deleted, "10")],
            events.Select(happened => (happened.Item1, Version(happened.Item2))));
    }

    [Fact]
    public async Task Reports_what_is_no_event_and_goes_on()
    {
        await using var server = await FakeApiServer.StartAsync(FakeApiServer.Json("""
            {"type":"ADDED","object":{"kind":"Pod","metadata":{"resourceVersion":"5"}}}
            {"type":"ADDED","object":
            {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Expired","message":"too old","code":410}}
            {"type":"ADDED","object":{"kind":"Pod","metadata":{"resourceVersion":"6"}}}
            """));
        using var client = server.Client();
        var errors = new List<Exception>();

        var events = await client.CustomObjects.WatchListClusterCustomObjectAsync("", "v1", "pods", onError: errors.Add).ToListAsync();

        Assert.Equal(["5", "6"], events.Select(happened => Version(happened.Item2)));
        Assert.IsType<JsonException>(errors[0], exactMatch: false);
        var expired = Assert.IsType<KubernetesException>(errors[1]);
        Assert.Equal((410, "Expired", "too old"), (expired.Status.Code, expired.Status.Reason, expired.Message));
        Assert.Equal(2, errors.Count);
    }

    [Fact]
    public async Task Ends_with_a_failure_when_the_server_ends_before_any_event()
    {
        await using var server = await FakeApiServer.StartAsync(FakeApiServer.Json(""));
        using var client = server.Client();

        var ended = await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.CustomObjects.WatchListClusterCustomObjectAsync("", "v1", "pods").ToListAsync().AsTask());

        Assert.IsType<EndOfStreamException>(ended.InnerException);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stops_when_the_caller_cancels(bool afterAnEvent)
    {
        var left = new TaskCompletionSource();
        await using var server = await FakeApiServer.StartAsync(async context =>
        {
            using var _ = context.RequestAborted.Register(left.SetResult);
            if (afterAnEvent)
                await context.Response.WriteAsync("""{"type":"ADDED","object":{"kind":"Pod","metadata":{}}}""" + "\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await left.Task;
        });
        using var client = server.Client();
        using var stop = new CancellationTokenSource();

        var watching = Task.Run(async () =>
        {
            await foreach (var _ in client.CustomObjects.WatchListClusterCustomObjectAsync("", "v1", "pods", cancellationToken: stop.Token))
                await stop.CancelAsync();
        });
        if (!afterAnEvent)
            await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching.WaitAsync(Patience));
        if (server.All.Count > 0)
            await left.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Leaves_the_server_when_the_reader_does()
    {
        var left = new TaskCompletionSource();
        await using var server = await FakeApiServer.StartAsync(async context =>
        {
            using var _ = context.RequestAborted.Register(left.SetResult);
            await context.Response.WriteAsync("""{"type":"ADDED","object":{"kind":"Pod","metadata":{}}}""" + "\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await left.Task;
        });
        using var client = server.Client();

        await foreach (var _ in client.CustomObjects.WatchListClusterCustomObjectAsync("", "v1", "pods"))
            break;

        await left.Task.WaitAsync(Patience);
    }

    static string? Version(object happened) =>
        ((JsonElement)happened).GetProperty("metadata").GetProperty("resourceVersion").GetString();
}
