using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;

namespace HomeLab.Polyfills.Tests.Grpc;

[Collection(nameof(EchoPeers))]
public class DeadlineTests(EchoPeers peers)
{
    [Theory, OnDotNet, OnNode]
    public async Task Ends_a_call_that_takes_longer(string peer)
    {
        using var channel = await ConnectedAsync(peer);
        var request = new EchoRequest { Text = Guid.NewGuid().ToString(), Delay = 60_000 };
        var clock = Stopwatch.StartNew();

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Echo.EchoClient(channel).SayAsync(request, deadline: In(TimeSpan.FromSeconds(2))));

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(1.9), "it ended before its deadline");
        await peers.CancellationSeen(peer, request.Text);
    }

    [Theory, OnDotNet, OnNode]
    public async Task Ends_a_stream_that_goes_on_for_longer(string peer)
    {
        using var channel = await ConnectedAsync(peer);
        var request = new EchoRequest { Text = Guid.NewGuid().ToString(), Delay = 20, Count = 10_000 };
        using var call = new Echo.EchoClient(channel).Count(request, deadline: In(TimeSpan.FromSeconds(2)));
        var read = 0;

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext()) read++;
        });

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.True(read > 0, "no message came before the deadline");
        await peers.CancellationSeen(peer, request.Text);
    }

    [Theory, OnDotNet]
    public async Task Ends_at_once_when_it_is_already_past(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Echo.EchoClient(channel).SayAsync(new EchoRequest(), deadline: In(TimeSpan.FromMinutes(-1))));

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
    }

    [Theory, OnDotNet]
    public async Task Refuses_a_deadline_in_local_time(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        var local = DateTime.SpecifyKind(In(TimeSpan.FromMinutes(1)), DateTimeKind.Local);

        Assert.Throws<InvalidOperationException>(() => new Echo.EchoClient(channel).SayAsync(new EchoRequest(), deadline: local));
    }

    /// <summary>The client sends the header itself here, so that only the server keeps time.</summary>
    [Theory, OnDotNet]
    public async Task Is_kept_by_the_server_alone_too(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        var headers = new Metadata { { "grpc-timeout", "300m" } };
        var request = new EchoRequest { Text = Guid.NewGuid().ToString(), Delay = 20_000 };

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await new Echo.EchoClient(channel).SayAsync(request, headers));

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        await peers.CancellationSeen(peer, request.Text);
    }

    /// <summary>A call has been made already, so that a deadline is not spent on the connection.</summary>
    async Task<GrpcChannel> ConnectedAsync(string peer)
    {
        var channel = await peers.ConnectAsync(peer);
        await new Echo.EchoClient(channel).SayAsync(new EchoRequest());
        return channel;
    }

    static DateTime In(TimeSpan time) => TimeProvider.System.GetUtcNow().UtcDateTime + time;
}
