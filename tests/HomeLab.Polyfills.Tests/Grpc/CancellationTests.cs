using Grpc.Core;
using Grpc.Net.Client;

namespace HomeLab.Polyfills.Tests.Grpc;

[Collection(nameof(EchoPeers))]
public class CancellationTests(EchoPeers peers)
{
    [Theory, OnDotNet, OnNode]
    public async Task Cancels_a_running_call_by_its_token(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        using var source = new CancellationTokenSource();
        using var call = new Echo.EchoClient(channel).SayAsync(Slow(out var text), cancellationToken: source.Token);
        await peers.Begun(peer, text);
        await source.CancelAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        await peers.CancellationSeen(peer, text);
    }

    [Theory, OnDotNet]
    public async Task Sends_nothing_for_a_token_cancelled_before(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Echo.EchoClient(channel).SayAsync(new EchoRequest(), cancellationToken: new CancellationToken(canceled: true)));

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
    }

    [Theory, OnDotNet]
    public async Task Throws_the_ordinary_cancellation_where_the_channel_asks_for_it(string peer)
    {
        using var channel = await peers.ConnectAsync(peer, new GrpcChannelOptions { ThrowOperationCanceledOnCancellation = true });
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await new Echo.EchoClient(channel).SayAsync(new EchoRequest { Delay = 10_000 }, cancellationToken: source.Token));

        Assert.Equal(source.Token, failure.CancellationToken);
        Assert.IsType<RpcException>(failure.InnerException);
    }

    [Theory, OnDotNet, OnNode]
    public async Task Cancels_a_stream_by_the_token_of_a_read(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        using var call = new Echo.EchoClient(channel).Count(SlowStream(out var text));
        using var source = new CancellationTokenSource();

        Assert.True(await call.ResponseStream.MoveNext(source.Token));
        source.Cancel();
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(source.Token)) { }
        });

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        await peers.CancellationSeen(peer, text);
    }

    [Theory, OnDotNet, OnNode]
    public async Task Cancels_a_stream_that_is_disposed_between_reads(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        var call = new Echo.EchoClient(channel).Count(SlowStream(out var text));

        Assert.True(await call.ResponseStream.MoveNext());
        call.Dispose();

        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        await peers.CancellationSeen(peer, text);
    }

    [Theory, OnDotNet, OnNode]
    public async Task Cancels_what_a_disposed_channel_still_runs(string peer)
    {
        var channel = await peers.ConnectAsync(peer);
        var call = new Echo.EchoClient(channel).Count(SlowStream(out var text));

        Assert.True(await call.ResponseStream.MoveNext());
        channel.Dispose();

        await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        await peers.CancellationSeen(peer, text);
        Assert.Throws<ObjectDisposedException>(() => channel.CreateCallInvoker());
    }

    [Theory, OnDotNet, OnNode]
    public async Task Shows_the_server_no_finished_stream_when_it_was_abandoned(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        var call = new Echo.EchoClient(channel).Collect();
        var text = Guid.NewGuid().ToString();

        await call.RequestStream.WriteAsync(new EchoRequest { Text = text });
        await peers.Begun(peer, text);
        call.Dispose();

        await peers.CancellationSeen(peer, text);
    }

    static EchoRequest Slow(out string text) => new() { Text = text = Guid.NewGuid().ToString(), Delay = 20_000 };

    static EchoRequest SlowStream(out string text) => new() { Text = text = Guid.NewGuid().ToString(), Delay = 50, Count = 10_000 };
}
