using HomeLab.NativeServers;

namespace HomeLab.Crash.Victims;

/// <summary>PostgreSQL, on the same port and files over all of its lives.</summary>
sealed class DatabaseVictim(PostgresServerOptions options) : Victim("database")
{
    PostgresServer? server;

    public override bool IsServer => true;

    public override Task<int> Exited => server!.Exited;

    protected override int ProcessId => server!.ProcessId;

    public string ConnectionString(string database) => server!.ConnectionString(database);

    public Task CreateAsync(string database, CancellationToken cancellationToken) =>
        server!.CreateDatabaseAsync(database, cancellationToken: cancellationToken);

    protected override async Task BeginAsync(CancellationToken cancellationToken) =>
        server = await PostgresServer.StartAsync(options, cancellationToken);

    protected override void End() => server!.Kill();
}
