using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace HomeLab.Polyfills.Tests.Grpc;

[Collection(nameof(EchoPeers))]
public class CompressionTests(EchoPeers peers)
{
    static readonly Metadata AskForGzip = new() { { "grpc-internal-encoding-request", "gzip" } };

    /// <summary>An EchoRequest with the text "a", framed.</summary>
    static readonly byte[] TextRequest = [0, 0, 0, 0, 3, 10, 1, (byte)'a'];

    [Theory, OnDotNet, OnNode]
    public async Task Sends_gzip_on_request(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        var client = new Echo.EchoClient(channel);
        using var stream = client.Collect(AskForGzip);

        var reply = await client.SayAsync(new EchoRequest { Text = new string('x', 10_000), Size = 10_000 }, AskForGzip);
        await stream.RequestStream.WriteAsync(new EchoRequest { Text = new string('y', 10_000) });
        stream.RequestStream.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        await stream.RequestStream.WriteAsync(new EchoRequest { Text = "z" });
        await stream.RequestStream.CompleteAsync();

        Assert.Equal(new string('x', 10_000), reply.Text);
        Assert.Equal(new string('y', 10_000) + "z", (await stream).Text);
    }

    [Fact]
    public async Task Answers_in_gzip_those_who_accept_it()
    {
        await using var server = await EchoServer.StartAsync(options => options.ResponseCompressionAlgorithm = "gzip");
        using var channel = GrpcChannel.ForAddress(server.Address);
        var client = new Echo.EchoClient(channel);
        using var call = client.SayAsync(new EchoRequest { Size = 100_000 });
        using var plain = await RawCall.SendAsync(server.Address, acceptEncoding: "identity");
        using var zipped = await RawCall.SendAsync(server.Address, acceptEncoding: "identity, gzip", body: TextRequest);

        Assert.Equal(100_000, (await call).Filling.Length);
        Assert.Equal(3, await client.Count(new EchoRequest { Count = 3, Size = 1000 }).ResponseStream.ReadAllAsync().CountAsync());
        Assert.Equal((null, 0), (plain.Encoding, (await plain.BodyAsync())[0]));
        Assert.Equal(("gzip", 1), (zipped.Encoding, (await zipped.BodyAsync())[0]));
    }

    [Fact]
    public async Task Stops_inflating_at_the_limit()
    {
        await using var server = await EchoServer.StartAsync(options => options.MaxReceiveMessageSize = 10_000);
        using var channel = GrpcChannel.ForAddress(server.Address);
        var request = new EchoRequest { Filling = ByteString.CopyFrom(new byte[1 << 20]) };

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await new Echo.EchoClient(channel).SayAsync(request, AskForGzip));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Fact]
    public async Task Refuses_an_unknown_encoding_and_names_those_it_knows()
    {
        await using var server = await EchoServer.StartAsync();
        using var response = await RawCall.SendAsync(server.Address, encoding: "snappy");

        Assert.Equal("12", response.Header("grpc-status"));
        Assert.Equal("identity,gzip", response.Header("grpc-accept-encoding"));
    }

    [Fact]
    public async Task Advertises_what_its_client_reads()
    {
        string? accepted = null;
        await using var server = await EchoServer.StartAsync(use: app => app.Use((http, next) =>
        {
            accepted = http.Request.Headers["grpc-accept-encoding"];
            return next(http);
        }));
        using var channel = GrpcChannel.ForAddress(server.Address);

        await new Echo.EchoClient(channel).SayAsync(new EchoRequest());

        Assert.Equal("identity,gzip", accepted);
    }
}
