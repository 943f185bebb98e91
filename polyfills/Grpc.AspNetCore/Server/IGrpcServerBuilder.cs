using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

public interface IGrpcServerBuilder
{
    IServiceCollection Services { get; }
}

sealed class GrpcServerBuilder(IServiceCollection services) : IGrpcServerBuilder
{
    public IServiceCollection Services => services;
}
