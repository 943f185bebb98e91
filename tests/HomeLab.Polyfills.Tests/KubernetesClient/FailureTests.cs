using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Exceptions;

namespace HomeLab.Polyfills.Tests.KubernetesClient;

public class FailureTests
{
    [Fact]
    public async Task Keeps_what_the_server_said()
    {
        const string status = """{"kind":"Status","status":"Failure","reason":"Conflict","code":409}""";
        await using var server = await FakeApiServer.StartAsync(FakeApiServer.Json(status, 409));
        using var client = server.Client();

        var refused = await Assert.ThrowsAsync<HttpOperationException>(() =>
            client.CustomObjects.ReplaceClusterCustomObjectAsync(new { kind = "Node" }, "", "v1", "nodes", "a"));

        Assert.Equal((HttpStatusCode.Conflict, status), (refused.Response.StatusCode, refused.Response.Content));
        Assert.Equal((HttpMethod.Put, """{"kind":"Node"}"""), (refused.Request.Method, refused.Request.Content));
        Assert.EndsWith("/api/v1/nodes/a", refused.Request.RequestUri.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_up_after_the_timeout_but_not_on_a_watch()
    {
        await using var server = await FakeApiServer.StartAsync(async context =>
        {
            if (context.Request.Query["watch"] == "true")
            {
                await Task.Delay(TimeSpan.FromSeconds(1), context.RequestAborted);
                await context.Response.WriteAsync("""{"type":"BOOKMARK","object":{"kind":"Pod","metadata":{"resourceVersion":"7"}}}""" + "\n");
                return;
            }
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var client = server.Client(config => config.HttpClientTimeout = TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.CustomObjects.ListClusterCustomObjectAsync("", "v1", "pods"));
        var events = await client.CustomObjects.WatchListClusterCustomObjectAsync("", "v1", "pods").ToListAsync();

        Assert.Equal(WatchEventType.Bookmark, events.Single().Item1);
    }

    [Fact]
    public async Task Stops_when_the_caller_cancels()
    {
        using var stop = new CancellationTokenSource();
        await using var server = await FakeApiServer.StartAsync(async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var client = server.Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a", stop.Token));
    }

    [Fact]
    public async Task Says_that_nobody_answers()
    {
        using var client = new Kubernetes(new KubernetesClientConfiguration { Host = "http://127.0.0.1:1" });

        await Assert.ThrowsAsync<HttpRequestException>(() => client.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("pve1")]
    public void Refuses_a_configuration_without_a_server(string? host) =>
        Assert.Throws<KubeConfigException>(() => new Kubernetes(new KubernetesClientConfiguration { Host = host }));

    [Fact]
    public async Task Refuses_a_call_that_lacks_a_part()
    {
        using var client = new Kubernetes(new KubernetesClientConfiguration { Host = "http://127.0.0.1:1" });

        await Assert.ThrowsAsync<ArgumentNullException>(() => client.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", null));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.CustomObjects.CreateClusterCustomObjectAsync(null, "", "v1", "nodes"));
    }
}
