using HomeLab.NativeServers;

namespace HomeLab.Crash.Victims;

/// <summary>RabbitMQ, on the same port and files over all of its lives.</summary>
sealed class BrokerVictim(RabbitMqServerOptions options) : Victim("broker")
{
    RabbitMqServer? server;

    public override bool IsServer => true;

    public override Task<int> Exited => server!.Exited;

    public Uri Address => server!.Uri();

    protected override int ProcessId => server!.ProcessId;

    /// <summary>
    /// A node that was killed may hang in its next boot, having logged its own start-up steps to the end; who supervises it in the
    /// fleet starts it again.
    /// </summary>
    protected override async Task BeginAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                server = await RabbitMqServer.StartAsync(options, cancellationToken);
                return;
            }
            catch (NativeServerException) when (attempt < 3)
            {
            }
        }
    }

    protected override void End() => server!.Kill();
}
