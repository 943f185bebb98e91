using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class GrpcHttpClientBuilderExtensions
{
    public static IHttpClientBuilder ConfigureChannel(this IHttpClientBuilder builder, Action<GrpcChannelOptions> configureChannel) =>
        Configure(builder, (_, options) => options.ChannelOptionsActions.Add(configureChannel));

    public static IHttpClientBuilder ConfigureChannel(
        this IHttpClientBuilder builder, Action<IServiceProvider, GrpcChannelOptions> configureChannel) =>
        Configure(builder, (provider, options) => options.ChannelOptionsActions.Add(channel => configureChannel(provider, channel)));

    public static IHttpClientBuilder ConfigureGrpcClientCreator(this IHttpClientBuilder builder, Func<CallInvoker, object> configureCreator) =>
        Configure(builder, (_, options) => options.Creator = configureCreator);

    public static IHttpClientBuilder ConfigureGrpcClientCreator(
        this IHttpClientBuilder builder, Func<IServiceProvider, CallInvoker, object> configureCreator) =>
        Configure(builder, (provider, options) => options.Creator = invoker => configureCreator(provider, invoker));

    static IHttpClientBuilder Configure(IHttpClientBuilder builder, Action<IServiceProvider, GrpcClientFactoryOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IConfigureOptions<GrpcClientFactoryOptions>>(provider =>
            new ConfigureNamedOptions<GrpcClientFactoryOptions>(builder.Name, options => configure(provider, options)));
        return builder;
    }
}
