using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;

namespace HomeLab.Polyfills.Tests.Grpc;

[Collection(nameof(EchoPeers))]
public class StatusTests(EchoPeers peers)
{
    [Theory, OnDotNet, OnNode]
    public async Task Carries_code_detail_and_trailers(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        const string detail = "100 % größer: 你好 😀\nsecond line";

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Echo.EchoClient(channel).SayAsync(new EchoRequest { Status = 5, Detail = detail }));

        Assert.Equal((StatusCode.NotFound, detail), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal("asked", failure.Trailers.GetValue("x-reason"));
        Assert.Equal([0, 1, 254, 255], failure.Trailers.GetValueBytes("x-reason-bin")!);
    }

    [Theory, OnDotNet, OnNode]
    public async Task Is_unknown_for_an_exception_of_the_handler(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Echo.EchoClient(channel).SayAsync(new EchoRequest { Crash = true }));

        Assert.Equal(StatusCode.Unknown, failure.StatusCode);
        Assert.DoesNotContain("secret", failure.Status.Detail);
    }

    [Fact]
    public async Task Tells_the_exception_where_detailed_errors_are_on()
    {
        await using var server = await EchoServer.StartAsync(options => options.EnableDetailedErrors = true);
        using var channel = GrpcChannel.ForAddress(server.Address);

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Echo.EchoClient(channel).SayAsync(new EchoRequest { Crash = true }));

        Assert.Contains("the secret cause", failure.Status.Detail);
    }

    [Theory, OnDotNet, OnNode]
    public async Task Is_unimplemented_for_an_unknown_method_or_service(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);

        var method = await Assert.ThrowsAsync<RpcException>(async () => await new Echo.EchoClient(channel).MissingAsync(new EchoRequest()));
        var service = await Assert.ThrowsAsync<RpcException>(async () => await new Absent.AbsentClient(channel).SayAsync(new EchoRequest()));

        Assert.Equal((StatusCode.Unimplemented, StatusCode.Unimplemented), (method.StatusCode, service.StatusCode));
    }

    [Fact]
    public async Task Is_unavailable_where_nobody_listens()
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{FreePort()}");
        var client = new Echo.EchoClient(channel);

        var unary = await Assert.ThrowsAsync<RpcException>(async () => await client.SayAsync(new EchoRequest()));
        var chat = client.Chat();
        var writer = await Assert.ThrowsAsync<RpcException>(() => chat.RequestStream.WriteAsync(new EchoRequest()));
        var headers = await Assert.ThrowsAsync<RpcException>(() => chat.ResponseHeadersAsync);

        Assert.All([unary, writer, headers], failure => Assert.Equal(StatusCode.Unavailable, failure.StatusCode));
    }

    [Fact]
    public async Task Is_unavailable_when_the_server_goes_away()
    {
        var server = await EchoServer.StartAsync();
        using var channel = GrpcChannel.ForAddress(server.Address);
        using var call = new Echo.EchoClient(channel).Count(new EchoRequest { Count = 1000, Delay = 50 });

        Assert.True(await call.ResponseStream.MoveNext());
        await server.AbortAsync();
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext()) { }
        });

        Assert.Contains(failure.StatusCode, (StatusCode[])[StatusCode.Unavailable, StatusCode.Internal, StatusCode.Cancelled]);
        await server.DisposeAsync();
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
