using HomeLab.ServiceDefaults.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HomeLab.ServiceDefaults.Rpc;

public static class RpcClientExtensions
{
    /// <summary>
    /// A client of another service as singleton, of the address <c>services:{service}:grpc:0</c>. It presents <c>Rpc:Token</c>; a call
    /// that names no deadline gets one of 10 s.
    /// </summary>
    /// <param name="service">The other service's name in the fleet.</param>
    public static WebApplicationBuilder AddRpcClient<TClient>(this WebApplicationBuilder builder, string service)
        where TClient : class
    {
        builder.AddStartupCheck(service, services => RpcAddress.From(services.GetRequiredService<IConfiguration>(), service));
        builder.Services.TryAddKeyedSingleton(service, (services, _) => RpcChannel.Open(services, service));
        builder.Services.AddSingleton(services => (TClient)Activator.CreateInstance(
            typeof(TClient), services.GetRequiredKeyedService<RpcChannel>(service).Invoker)!);
        return builder;
    }
}
