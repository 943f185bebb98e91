using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>Maps the methods of a generated service base's subclass; one instance serves one call.</summary>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder) where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var service = new ServiceType<TService>();
        var binder = new EndpointBinder(builder, OptionsOf<TService>(builder.ServiceProvider), typeof(TService), service.MetadataOf);
        service.Bind(binder);
        return binder.Build();
    }

    public static GrpcServiceEndpointConventionBuilder MapGrpcService(
        this IEndpointRouteBuilder builder, ServerServiceDefinition serviceDefinition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(serviceDefinition);
        var options = builder.ServiceProvider.GetRequiredService<IOptions<GrpcServiceOptions>>().Value;
        var binder = new EndpointBinder(builder, options, typeof(ServerServiceDefinition), _ => []);
        serviceDefinition.BindService(binder);
        return binder.Build();
    }

    public static GrpcServiceEndpointConventionBuilder MapGrpcService(
        this IEndpointRouteBuilder builder, Func<IServiceProvider, ServerServiceDefinition> mapDefinition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(mapDefinition);
        return builder.MapGrpcService(mapDefinition(builder.ServiceProvider));
    }

    static GrpcServiceOptions OptionsOf<TService>(IServiceProvider services) where TService : class =>
        services.GetServices<IConfigureOptions<GrpcServiceOptions<TService>>>().Any()
            ? services.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value
            : services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value;
}
