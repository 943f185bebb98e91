using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using HomeLab.NativeServers;

namespace Aspire.Hosting.Postgres;

/// <summary>The server from the binaries of this machine, with the resource's user and port.</summary>
static class NativePostgres
{
    public static NativeServerAnnotation Of(PostgresServerResource server) =>
        new(() => PostgresServer.IsInstalled, PostgresServer.Packages, (context, cancellationToken) => StartAsync(server, context, cancellationToken));

    static async Task<ResourceProcess> StartAsync(PostgresServerResource server, NativeServerContext context, CancellationToken cancellationToken)
    {
        var started = await PostgresServer.StartAsync(
            new PostgresServerOptions
            {
                DataDirectory = context.DataDirectory,
                Port = context.Ports[PostgresServerResource.PrimaryEndpointName],
                UserName = await server.UserNameReference.GetValueAsync(cancellationToken) ?? "",
                Password = server.PasswordParameter.Value,
                Log = context.Log,
            },
            cancellationToken);
        return new ResourceProcess(started.Exited, () => started.DisposeAsync().AsTask(), started.Kill, started.ProcessId, "native");
    }
}
