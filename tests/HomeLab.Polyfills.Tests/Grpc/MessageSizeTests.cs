using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace HomeLab.Polyfills.Tests.Grpc;

[Collection(nameof(EchoPeers))]
public class MessageSizeTests(EchoPeers peers)
{
    const int MiB = 1 << 20;

    [Theory, OnDotNet, OnNode]
    public async Task Carries_messages_of_many_frames_both_ways(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        var request = new EchoRequest { Size = 3 * MiB, Filling = ByteString.CopyFrom(new byte[3 * MiB]) };

        var reply = await new Echo.EchoClient(channel).SayAsync(request);

        Assert.Equal(3 * MiB, reply.Filling.Length);
    }

    [Theory, OnDotNet, OnNode]
    public async Task Refuses_a_response_above_four_MiB(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Echo.EchoClient(channel).SayAsync(new EchoRequest { Size = 5 * MiB }));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Theory, OnDotNet, OnNode]
    public async Task Refuses_a_request_above_four_MiB(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        var request = new EchoRequest { Filling = ByteString.CopyFrom(new byte[5 * MiB]) };

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await new Echo.EchoClient(channel).SayAsync(request));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Theory, OnDotNet, OnNode]
    public async Task Tells_a_stream_s_writer_of_a_request_above_four_MiB(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        using var call = new Echo.EchoClient(channel).Collect();

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (true) await call.RequestStream.WriteAsync(new EchoRequest { Filling = ByteString.CopyFrom(new byte[5 * MiB]) });
        });

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Theory, OnDotNet, OnNode]
    public async Task Takes_what_the_channel_allows(string peer)
    {
        using var channel = await peers.ConnectAsync(peer, new GrpcChannelOptions { MaxReceiveMessageSize = null });

        var reply = await new Echo.EchoClient(channel).SayAsync(new EchoRequest { Size = 6 * MiB });

        Assert.Equal(6 * MiB, reply.Filling.Length);
    }

    [Theory, OnDotNet]
    public async Task Sends_no_more_than_the_channel_allows(string peer)
    {
        using var channel = await peers.ConnectAsync(peer, new GrpcChannelOptions { MaxSendMessageSize = 1000 });
        var client = new Echo.EchoClient(channel);
        var request = new EchoRequest { Filling = ByteString.CopyFrom(new byte[1001]) };
        using var stream = client.Collect();

        var unary = await Assert.ThrowsAsync<RpcException>(async () => await client.SayAsync(request));
        var written = await Assert.ThrowsAsync<RpcException>(() => stream.RequestStream.WriteAsync(request));

        Assert.Equal((StatusCode.ResourceExhausted, StatusCode.ResourceExhausted), (unary.StatusCode, written.StatusCode));
    }

    [Fact]
    public async Task Sends_no_more_than_the_server_allows()
    {
        await using var server = await EchoServer.StartAsync(options => options.MaxSendMessageSize = 1000);
        using var channel = GrpcChannel.ForAddress(server.Address);

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Echo.EchoClient(channel).SayAsync(new EchoRequest { Size = 1001 }));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }
}
