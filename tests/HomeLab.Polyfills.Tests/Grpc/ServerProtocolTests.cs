using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HomeLab.Polyfills.Tests.Grpc;

[Collection(nameof(EchoPeers))]
public class ServerProtocolTests(EchoPeers peers)
{
    [Fact]
    public async Task Ends_a_good_answer_with_trailers()
    {
        using var response = await RawCall.SendAsync(await peers.AddressAsync(OnDotNetAttribute.Name), contentType: "application/grpc+proto");

        var body = await response.BodyAsync();

        Assert.Equal([0, 0, 0, 0, 0], body);
        Assert.Equal((null, "0"), (response.Header("grpc-status"), response.Trailer("grpc-status")));
    }

    [Theory]
    [InlineData("13", new byte[] { })]
    [InlineData("13", new byte[] { 0, 0, 0 })]
    [InlineData("13", new byte[] { 0, 0, 0, 0, 5, 1 })]
    [InlineData("13", new byte[] { 7, 0, 0, 0, 0 })]
    [InlineData("13", new byte[] { 1, 0, 0, 0, 1, 0 })]
    [InlineData("13", new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData("8", new byte[] { 0, 255, 255, 255, 255 })]
    public async Task Refuses_broken_framing(string status, byte[] body)
    {
        using var response = await RawCall.SendAsync(await peers.AddressAsync(OnDotNetAttribute.Name), body: body);

        Assert.Equal(status, response.Header("grpc-status"));
    }

    [Fact]
    public async Task Refuses_what_is_not_gRPC()
    {
        var address = await peers.AddressAsync(OnDotNetAttribute.Name);
        using var json = await RawCall.SendAsync(address, contentType: "application/json");
        using var posted = await RawCall.SendAsync(address, contentType: "application/json", path: "/some/page");
        using var got = await RawCall.SendAsync(address, path: "/some/page", method: HttpMethod.Get);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (posted.StatusCode, got.StatusCode));
    }

    [Fact]
    public async Task Shows_middleware_which_method_is_called()
    {
        GrpcMethodMetadata? seen = null;
        await using var server = await EchoServer.StartAsync(use: app => app.UseRouting().Use((HttpContext http, RequestDelegate next) =>
        {
            seen = http.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>();
            return next(http);
        }));
        using var channel = GrpcChannel.ForAddress(server.Address);

        await new Echo.EchoClient(channel).SayAsync(new EchoRequest());

        Assert.Equal((typeof(EchoService), "/homelab.tests.grpc.Echo/Say"), (seen!.ServiceType, seen.Method.FullName));
    }
}
