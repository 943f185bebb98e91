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

    protected override async Task BeginAsync(CancellationToken cancellationToken) =>
        server = await RabbitMqServer.StartAsync(options, cancellationToken);

    protected override void End() => server!.Kill();
}
