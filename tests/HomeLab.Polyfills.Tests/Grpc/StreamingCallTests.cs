using Grpc.Core;

namespace HomeLab.Polyfills.Tests.Grpc;

[Collection(nameof(EchoPeers))]
public class StreamingCallTests(EchoPeers peers)
{
    [Theory, OnDotNet, OnNode]
    public async Task Reads_a_thousand_responses_in_order(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        using var call = new Echo.EchoClient(channel).Count(new EchoRequest { Count = 1000, Size = 100 });

        var numbers = await call.ResponseStream.ReadAllAsync().Select(r => r.Number).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 1000), numbers);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Theory, OnDotNet, OnNode]
    public async Task Reads_an_empty_stream(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        using var call = new Echo.EchoClient(channel).Count(new EchoRequest());

        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Theory, OnDotNet, OnNode]
    public async Task Fails_after_the_responses_that_came_before(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        using var call = new Echo.EchoClient(channel).Count(new EchoRequest { Count = 3, Status = 9, Detail = "enough" });
        var read = 0;

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (var _ in call.ResponseStream.ReadAllAsync()) read++;
        });

        Assert.Equal(3, read);
        Assert.Equal((StatusCode.FailedPrecondition, "enough"), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal("asked", failure.Trailers.GetValue("x-reason"));
    }

    [Theory, OnDotNet, OnNode]
    public async Task Sends_a_stream_of_requests(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        using var call = new Echo.EchoClient(channel).Collect();

        foreach (var text in new[] { "a", "b", "c" }) await call.RequestStream.WriteAsync(new EchoRequest { Text = text });
        await call.RequestStream.CompleteAsync();
        var reply = await call;

        Assert.Equal((3, "abc"), (reply.Number, reply.Text));
    }

    [Theory, OnDotNet, OnNode]
    public async Task Collects_no_requests(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        using var call = new Echo.EchoClient(channel).Collect();

        await call.RequestStream.CompleteAsync();

        Assert.Equal(0, (await call).Number);
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(new EchoRequest()));
    }

    [Theory, OnDotNet, OnNode]
    public async Task Talks_in_turns(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        using var call = new Echo.EchoClient(channel).Chat();

        for (var i = 0; i < 20; i++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = $"turn {i}" });
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(($"turn {i}", i), (call.ResponseStream.Current.Text, call.ResponseStream.Current.Number));
        }
        await call.RequestStream.CompleteAsync();

        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Theory, OnDotNet, OnNode]
    public async Task Tells_a_writer_why_the_server_ended_early(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        using var call = new Echo.EchoClient(channel).Collect();

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Status = 3, Detail = "not that" });
            while (true) await call.RequestStream.WriteAsync(new EchoRequest { Text = "more" });
        });

        Assert.Equal((StatusCode.InvalidArgument, "not that"), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
    }

    [Theory, OnDotNet, OnNode]
    public async Task Refuses_a_second_write_beside_the_first(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        using var call = new Echo.EchoClient(channel).Collect();
        var large = new EchoRequest { Filling = Google.Protobuf.ByteString.CopyFrom(new byte[3 << 20]) };

        var first = call.RequestStream.WriteAsync(large);
        var second = call.RequestStream.WriteAsync(large);

        await Assert.ThrowsAsync<InvalidOperationException>(() => second);
        await first;
    }
}
