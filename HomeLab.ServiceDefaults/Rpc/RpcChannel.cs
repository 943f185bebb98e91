using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HomeLab.ServiceDefaults.Rpc;

/// <summary>The one connection to one other service.</summary>
sealed class RpcChannel : IDisposable
{
    /// <summary>The snapshot of a large lab is one message.</summary>
    const int LargestAnswer = 64 * 1024 * 1024;

    readonly GrpcChannel channel;

    RpcChannel(GrpcChannel channel, CallInvoker invoker) => (this.channel, Invoker) = (channel, invoker);

    public CallInvoker Invoker { get; }

    public static RpcChannel Open(IServiceProvider services, string service)
    {
        var options = services.GetRequiredService<IOptions<RpcOptions>>().Value;
        var channel = GrpcChannel.ForAddress(
            RpcAddress.From(services.GetRequiredService<IConfiguration>(), service),
            new GrpcChannelOptions { HttpHandler = Handler(options), MaxReceiveMessageSize = LargestAnswer });
        return new RpcChannel(
            channel, new CallerInvoker(channel.CreateCallInvoker(), options.Token, services.GetRequiredService<TimeProvider>()));
    }

    public void Dispose() => channel.Dispose();

    static SocketsHttpHandler Handler(RpcOptions options) => new()
    {
        EnableMultipleHttp2Connections = true,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // A peer that vanished without a word is noticed while a stream waits.
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        SslOptions = options.Authority is null ? new() : new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509Certificate2.CreateFromPem(File.ReadAllText(options.Authority)) },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };
}
