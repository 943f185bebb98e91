using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HomeLab.Polyfills.Tests.Grpc;

public class ServiceActivationTests
{
    [Fact]
    public async Task Makes_an_instance_for_each_call_and_disposes_it()
    {
        var lives = new Lives();
        await using var app = await StartAsync(
            services => services.AddSingleton(lives), endpoints => endpoints.MapGrpcService<CountingService>());
        using var channel = GrpcChannel.ForAddress(app.Urls.Single());
        var client = new Echo.EchoClient(channel);

        await client.SayAsync(new EchoRequest());
        await client.SayAsync(new EchoRequest());

        Assert.Equal((2, 2), (lives.Made, lives.Disposed));
    }

    [Fact]
    public async Task Gives_one_service_options_of_its_own()
    {
        await using var app = await StartAsync(
            services => services.AddSingleton(new Lives()).AddGrpc(o => o.MaxReceiveMessageSize = 10)
                .AddServiceOptions<CountingService>(o => o.MaxSendMessageSize = 10),
            endpoints => endpoints.MapGrpcService<CountingService>());
        using var channel = GrpcChannel.ForAddress(app.Urls.Single());
        var client = new Echo.EchoClient(channel);

        var received = await Assert.ThrowsAsync<RpcException>(async () => await client.SayAsync(new EchoRequest { Text = "longer than ten bytes" }));
        var sent = await Assert.ThrowsAsync<RpcException>(async () => await client.SayAsync(new EchoRequest { Size = 11 }));

        Assert.Equal((StatusCode.ResourceExhausted, StatusCode.ResourceExhausted), (received.StatusCode, sent.StatusCode));
        Assert.NotEqual(received.Status.Detail, sent.Status.Detail);
    }

    [Fact]
    public async Task Maps_the_definition_of_one_instance()
    {
        var service = new CountingService(new Lives());
        await using var app = await StartAsync(_ => { }, endpoints => endpoints.MapGrpcService(Echo.BindService(service)));
        using var channel = GrpcChannel.ForAddress(app.Urls.Single());

        var reply = await new Echo.EchoClient(channel).SayAsync(new EchoRequest { Text = "bound" });

        Assert.Equal("bound", reply.Text);
    }

    static async Task<WebApplication> StartAsync(Action<IServiceCollection> add, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        add(builder.Services);
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return app;
    }

    sealed class Lives
    {
        public int Made;
        public int Disposed;
    }

    sealed class CountingService : Echo.EchoBase, IDisposable
    {
        readonly Lives lives;

        public CountingService(Lives lives)
        {
            this.lives = lives;
            lives.Made++;
        }

        public override Task<EchoReply> Say(EchoRequest request, ServerCallContext context) =>
            Task.FromResult(new EchoReply { Text = request.Text, Filling = Google.Protobuf.ByteString.CopyFrom(new byte[request.Size]) });

        public void Dispose() => lives.Disposed++;
    }
}
