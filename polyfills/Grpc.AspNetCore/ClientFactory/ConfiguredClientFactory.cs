using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory;

sealed class ConfiguredClientFactory(
    IServiceProvider services, FactoryChannels channels, IOptionsMonitor<GrpcClientFactoryOptions> options) : GrpcClientFactory
{
    public override TClient CreateClient<TClient>(string name)
    {
        var invoker = channels.InvokerOf(name);
        return options.Get(name).Creator is { } create
            ? (TClient)create(invoker)
            : Activator<TClient>.Create(services, [invoker]);
    }

    static class Activator<TClient> where TClient : class
    {
        public static readonly ObjectFactory<TClient> Create = ActivatorUtilities.CreateFactory<TClient>([typeof(CallInvoker)]);
    }
}
