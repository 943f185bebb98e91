using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using HomeLab.NativeServers;

namespace Aspire.Hosting.RabbitMQ;

/// <summary>The broker from the binaries of this machine, with the resource's user and port.</summary>
static class NativeBroker
{
    public static NativeServerAnnotation Of(RabbitMQServerResource server) =>
        new(() => RabbitMqServer.IsInstalled, RabbitMqServer.Packages, (context, cancellationToken) => StartAsync(server, context, cancellationToken));

    static async Task<ResourceProcess> StartAsync(RabbitMQServerResource server, NativeServerContext context, CancellationToken cancellationToken)
    {
        var broker = await RabbitMqServer.StartAsync(
            new RabbitMqServerOptions
            {
                BaseDirectory = context.DataDirectory,
                Port = context.Ports[RabbitMQServerResource.PrimaryEndpointName],
                UserName = await server.UserNameReference.GetValueAsync(cancellationToken) ?? "",
                Password = server.PasswordParameter.Value,
                Log = context.Log,
            },
            cancellationToken);
        return new ResourceProcess(broker.Exited, () => broker.DisposeAsync().AsTask(), broker.Kill, broker.ProcessId, "native");
    }
}
