using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Shows this service's dead letters without taking them, and puts one back where it failed.</summary>
/// <remarks>
/// A queue can only be read by taking from it: what is looked at is out of the queue for a moment and returns when the channel
/// closes, to its place or to the end. One look at a time, for two would hide messages from each other.
/// </remarks>
sealed class DeadLetters(BrokerAddress address, ServiceName service, IReadOnlyList<Subscription> subscriptions) : IDisposable
{
    /// <summary>The bus moves a message here after its last attempt.</summary>
    const string Suffix = "_error";

    const int LongestSearch = 2000;
    const int MostAttempts = 10;
    static readonly TimeSpan BirthTakes = TimeSpan.FromMilliseconds(100);
    static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
    readonly SemaphoreSlim turn = new(1, 1);

    public void Dispose() => turn.Dispose();

    /// <summary>The oldest of all queues.</summary>
    public Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellationToken) =>
        LookAsync<IReadOnlyList<DeadLetter>>(async connection =>
        {
            var found = new List<DeadLetter>();
            foreach (var subscription in subscriptions)
            {
                await using var channel = await OpenAsync(connection, subscription.Queue, cancellationToken);
                // To the end: what was looked at may come back behind what was not, so a part of a queue is no order.
                for (var looked = 0; channel is not null && looked < LongestSearch; looked++)
                {
                    if (await channel.BasicGetAsync(subscription.Queue + Suffix, autoAck: false, cancellationToken) is not { } message)
                    {
                        break;
                    }
                    found.Add(FaultHeaders.Read(subscription.Queue, message));
                }
            }
            return [.. found.OrderBy(letter => letter.At).Take(limit)];
        }, cancellationToken);

    /// <summary>Puts a message back into the queue that it failed in; false when there is none of that id.</summary>
    public async Task<bool> ReplayAsync(string queue, string id, CancellationToken cancellationToken) =>
        subscriptions.Any(s => s.Queue == queue) && await LookAsync(async connection =>
        {
            await using var channel = await OpenAsync(connection, queue, cancellationToken);
            for (var looked = 0; channel is not null && looked < LongestSearch; looked++)
            {
                if (await channel.BasicGetAsync(queue + Suffix, autoAck: false, cancellationToken) is not { } message)
                {
                    return false;
                }
                if (message.BasicProperties.MessageId == id)
                {
                    // In this order: a crash in between leaves it in both places, and the inbox drops the second.
                    await channel.BasicPublishAsync(
                        "", queue, mandatory: true, FaultHeaders.Remove(message.BasicProperties), message.Body, cancellationToken);
                    await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellationToken);
                    return true;
                }
            }
            return false;
        }, cancellationToken);

    /// <remarks>A queue that is just being made can be declared before it can be read: RabbitMQ answers "noproc" (541) then.</remarks>
    async Task<T> LookAsync<T>(Func<IConnection, Task<T>> look, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await using var connection = await address.ConnectAsync($"{service} dead letters", cancellationToken);
                    return await look(connection);
                }
                catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.InternalError && attempt < MostAttempts)
                {
                    await Task.Delay(BirthTakes, cancellationToken);
                }
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Null while nothing ever failed: the queue is made by its first dead letter.</summary>
    static async Task<IChannel?> OpenAsync(IConnection connection, string queue, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(Confirmed, cancellationToken);
        try
        {
            await channel.QueueDeclarePassiveAsync(queue + Suffix, cancellationToken);
            return channel;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            await channel.DisposeAsync();
            return null;
        }
    }
}
