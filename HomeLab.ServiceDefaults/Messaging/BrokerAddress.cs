using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Where the broker is and as whom to talk to it.</summary>
sealed record BrokerAddress(Uri Uri)
{
    static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(10);

    public static BrokerAddress From(IConfiguration configuration)
    {
        var setting = $"ConnectionStrings:{MessagingExtensions.ConnectionName}";
        var given = configuration[setting];
        return Uri.TryCreate(given, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" && uri!.Host.Length > 0
            ? new BrokerAddress(uri)
            // The value is not repeated: it holds a password.
            : throw new StartRefusedException(
                $"{setting}: {(string.IsNullOrWhiteSpace(given) ? "is missing" : "is no broker's address")}; "
                + "it would be amqp://user:password@host:5672.");
    }

    /// <summary>A connection of its own, which whoever asked gives up when it breaks.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.BrokerUnreachableException">Nobody answers, or not to us.</exception>
    public Task<IConnection> ConnectAsync(string name, CancellationToken cancellationToken) => new ConnectionFactory
    {
        Uri = Uri,
        ClientProvidedName = name,
        AutomaticRecoveryEnabled = false,
        RequestedConnectionTimeout = ConnectWithin,
    }.CreateConnectionAsync(cancellationToken);

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{Uri.Scheme}://{Uri.Host}:{Uri.Port}{Uri.AbsolutePath}";
}
