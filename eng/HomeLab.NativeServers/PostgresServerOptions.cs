namespace HomeLab.NativeServers;

/// <summary>How to run a private PostgreSQL server.</summary>
public sealed record PostgresServerOptions
{
    /// <summary>Holds the cluster and its files; made when missing. An account that the server runs as must be able to reach it.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The port on 127.0.0.1; 0 takes a free one at each start.</summary>
    public int Port { get; init; }

    /// <summary>The superuser, fixed when the cluster is made.</summary>
    public string UserName { get; init; } = "postgres";

    /// <summary>Its password, set anew at each start.</summary>
    public required string Password { get; init; }

    /// <summary>False gives up the safety of the data at a power cut for speed, as a test wants it.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Receives the server's log, line by line.</summary>
    public Action<string>? Log { get; init; }
}
