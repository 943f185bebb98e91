using MassTransit;
using Npgsql;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Hands a fact to its handler in the transaction that remembers it; one that is remembered already is dropped.</summary>
sealed class FactConsumer<TFact, THandler>(
    THandler handler, NpgsqlDataSource database, ServiceName service, OutagePatience patience, TimeProvider time)
    : IConsumer<TFact>
    where TFact : class
    where THandler : class, IFactHandler<TFact>
{
    readonly string consumer = Wire.QueueOf(service, typeof(TFact));

    public Task Consume(ConsumeContext<TFact> context)
    {
        var messageId = Delivery.Check(context);
        return patience.HandleAsync(
            typeof(TFact).Name, () => HandleAsync(messageId, context.Message, context.CancellationToken), context.CancellationToken);
    }

    async Task HandleAsync(Guid messageId, TFact fact, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await Inbox.RememberAsync(consumer, messageId, time.GetUtcNow(), transaction, cancellationToken))
        {
            await handler.HandleAsync(fact, transaction, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }
}
