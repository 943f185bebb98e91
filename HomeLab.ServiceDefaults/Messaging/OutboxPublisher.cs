using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Publishes rows as they stand, in order, and tells which the broker did not confirm.</summary>
/// <remarks>
/// Not through the bus: that neither keeps the order of what is sent at once, nor the channel of a message that the broker refuses
/// apart from the others'.
/// </remarks>
sealed class OutboxPublisher(BrokerAddress address, ServiceName service, BrokerOutages outages) : IAsyncDisposable
{
    const string Part = "outbox";

    static readonly CreateChannelOptions Confirmed = new(
        publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true,
        // A limiter begins to sleep at half of its limit; the batch is the limit.
        outstandingPublisherConfirmationsRateLimiter: null);

    readonly Dictionary<string, Exception?> declared = [];
    IConnection? connection;
    IChannel? channel;

    /// <summary>The broker did not answer when it was last asked, and that was told.</summary>
    public bool IsAway => outages.IsOn;

    /// <exception cref="BrokerUnavailableException">The broker does not answer.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await OpenAsync(cancellationToken);
            outages.Overcome(Part);
        }
        catch (Exception e) when (IsOutage(e, cancellationToken))
        {
            outages.Meet(Part, e.Message);
            await DisconnectAsync();
            throw new BrokerUnavailableException(e.Message);
        }
    }

    /// <summary>Publishes all, as many as possible at once.</summary>
    /// <returns>Why, by row, for those that were not confirmed.</returns>
    /// <exception cref="BrokerUnavailableException">The broker does not answer; nothing is known about the rows.</exception>
    public async Task<IReadOnlyDictionary<long, Exception>> PublishAsync(
        IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken)
    {
        try
        {
            var failures = await SendAsync(rows, cancellationToken);
            if (channel is { IsOpen: false } && connection is { IsOpen: true })
            {
                // The broker closed the channel over one of them and took the others along: find out which.
                var suspects = rows.Where(row => failures.ContainsKey(row.Id)).ToList();
                failures.Clear();
                foreach (var row in suspects)
                {
                    foreach (var (id, failure) in await SendAsync([row], cancellationToken))
                    {
                        failures[id] = failure;
                    }
                }
            }
            return connection is { IsOpen: true }
                ? failures
                : throw new BrokerUnavailableException(failures.Values.FirstOrDefault()?.Message ?? "the connection was closed");
        }
        catch (Exception e) when (IsOutage(e, cancellationToken))
        {
            outages.Meet(Part, e.Message);
            await DisconnectAsync();
            throw new BrokerUnavailableException(e.Message);
        }
    }

    public async ValueTask DisposeAsync() => await DisconnectAsync();

    async Task<Dictionary<long, Exception>> SendAsync(IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        foreach (var exchange in rows.Select(row => row.Exchange).Distinct())
        {
            await DeclareAsync(exchange, cancellationToken);
        }
        // Each is handed over before the next, and confirmed whenever: the order stays, and nobody waits for the round trip.
        var sends = rows.Select(row => declared[row.Exchange] is { } refusal
            ? Task.FromException(refusal)
            : OutboxMessages.SendAsync(channel!, row, cancellationToken)).ToList();
        var failures = new Dictionary<long, Exception>();
        for (var i = 0; i < sends.Count; i++)
        {
            try
            {
                await sends[i];
            }
            catch (Exception e) when (e is RabbitMQClientException)
            {
                failures[rows[i].Id] = e;
            }
        }
        return failures;
    }

    async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (connection is not { IsOpen: true })
        {
            await DisconnectAsync();
            connection = await address.ConnectAsync($"{service} outbox", cancellationToken);
        }
        if (channel is not { IsOpen: true })
        {
            declared.Clear();
            channel = await connection.CreateChannelAsync(Confirmed, cancellationToken);
        }
    }

    /// <summary>On a channel of its own, which a refusal closes.</summary>
    async Task DeclareAsync(string exchange, CancellationToken cancellationToken)
    {
        if (declared.TryGetValue(exchange, out var refusal) && refusal is null)
        {
            return;
        }
        await using var trial = await connection!.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await trial.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
            declared[exchange] = null;
        }
        catch (OperationInterruptedException e) when (connection.IsOpen)
        {
            declared[exchange] = e;
        }
    }

    async Task DisconnectAsync()
    {
        var (oldChannel, oldConnection) = (channel, connection);
        (channel, connection) = (null, null);
        declared.Clear();
        if (oldChannel is not null)
        {
            await oldChannel.DisposeAsync();
        }
        if (oldConnection is not null)
        {
            await oldConnection.DisposeAsync();
        }
    }

    static bool IsOutage(Exception e, CancellationToken cancellationToken) =>
        e is RabbitMQClientException or BrokerUnavailableException or IOException or TimeoutException or System.Net.Sockets.SocketException
        || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
