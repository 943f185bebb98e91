using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Polyfills.Tests.Grpc;

[Collection(nameof(EchoPeers))]
public class ClientFactoryTests(EchoPeers peers)
{
    [Fact]
    public async Task Gives_clients_of_the_configured_address_through_their_handlers()
    {
        var address = new Uri(await peers.AddressAsync(OnDotNetAttribute.Name));
        var services = new ServiceCollection();
        services.AddGrpcClient<Echo.EchoClient>(o => o.Address = address).AddHttpMessageHandler(() => new HeaderHandler());
        await using var provider = services.BuildServiceProvider();
        using var call = provider.GetRequiredService<Echo.EchoClient>().SayAsync(new EchoRequest { Text = "hello" });

        var headers = await call.ResponseHeadersAsync;

        Assert.Equal("hello", (await call).Text);
        Assert.Equal("from the handler", headers.GetValue("x-echoed"));
    }

    [Fact]
    public async Task Configures_the_channel_and_the_client()
    {
        var address = new Uri(await peers.AddressAsync(OnDotNetAttribute.Name));
        var services = new ServiceCollection();
        services.AddSingleton(new Limit(100));
        services.AddGrpcClient<Echo.EchoClient>("small", (_, o) => o.Address = address)
            .ConfigureChannel(channel => channel.MaxReceiveMessageSize = null)
            .ConfigureChannel((provider, channel) => channel.MaxReceiveMessageSize = provider.GetRequiredService<Limit>().Bytes)
            .ConfigureGrpcClientCreator(invoker => new Echo.EchoClient(invoker));
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<GrpcClientFactory>().CreateClient<Echo.EchoClient>("small");

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await client.SayAsync(new EchoRequest { Size = 101 }));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Fact]
    public void Refuses_one_name_for_two_clients()
    {
        var services = new ServiceCollection();
        services.AddGrpcClient<Echo.EchoClient>("peer");

        Assert.Throws<InvalidOperationException>(() => services.AddGrpcClient<Absent.AbsentClient>("peer"));
    }

    [Fact]
    public async Task Refuses_a_client_without_an_address()
    {
        var services = new ServiceCollection();
        services.AddGrpcClient<Echo.EchoClient>();
        await using var provider = services.BuildServiceProvider();

        Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<Echo.EchoClient>());
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "proof")]
    public async Task Sends_call_credentials_without_TLS_only_when_told_to(bool isAllowed, string? expected)
    {
        using var channel = await peers.ConnectAsync(
            OnDotNetAttribute.Name, new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = isAllowed });
        var credentials = CallCredentials.FromInterceptor((_, metadata) =>
        {
            metadata.Add("x-echo", "proof");
            return Task.CompletedTask;
        });
        using var call = new Echo.EchoClient(channel).SayAsync(new EchoRequest(), new CallOptions(credentials: credentials));

        Assert.Equal(expected, (await call.ResponseHeadersAsync).GetValue("x-echoed"));
    }

    sealed record Limit(int Bytes);

    sealed class HeaderHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("x-echo", "from the handler");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
