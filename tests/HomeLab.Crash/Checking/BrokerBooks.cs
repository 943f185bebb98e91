using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace HomeLab.Crash.Checking;

/// <summary>Counts what waits in the broker's queues.</summary>
static class BrokerBooks
{
    static readonly string[] Messages =
    [
        "dns.zone-converged.v1", "dns.zone-degraded.v1", "inventory.lab-revised.v1", "inventory.resource-changed.v1",
        "inventory.source-availability-changed.v1",
    ];

    /// <summary>Queues of the receivers and their dead letters that are not empty.</summary>
    public static async Task<IReadOnlyDictionary<string, uint>> CountAsync(Uri broker)
    {
        var factory = new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false };
        await using var connection = await factory.CreateConnectionAsync();
        var counts = new Dictionary<string, uint>();
        var queues = Messages.Select(message => "recorder." + message).Concat(Messages.Skip(2).Select(message => "dns." + message));
        foreach (var queue in queues.SelectMany(queue => new[] { queue, queue + "_error", queue + "_skipped" }))
        {
            // A queue that is not there closes the channel.
            await using var channel = await connection.CreateChannelAsync();
            try
            {
                var there = await channel.QueueDeclarePassiveAsync(queue);
                if (there.MessageCount > 0)
                {
                    counts[queue] = there.MessageCount;
                }
            }
            catch (OperationInterruptedException)
            {
                // Nothing was ever put there.
            }
        }
        return counts;
    }
}
