namespace HomeLab.NativeServers;

/// <summary>How to run a private RabbitMQ broker.</summary>
public sealed record RabbitMqServerOptions
{
    /// <summary>Holds everything of the broker: messages, logs, cookie, configuration; made when missing.</summary>
    public required string BaseDirectory { get; init; }

    /// <summary>The AMQP port on 127.0.0.1; 0 takes a free one at each start. Messages outlive a change of it.</summary>
    public int Port { get; init; }

    public string UserName { get; init; } = "guest";

    /// <summary>Set anew at each start.</summary>
    public required string Password { get; init; }

    /// <summary>Receives the broker's log, line by line.</summary>
    public Action<string>? Log { get; init; }
}
