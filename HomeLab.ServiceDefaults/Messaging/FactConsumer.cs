using MassTransit;
using Npgsql;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Hands a fact to its handler in the transaction that remembers it; one that is remembered already is dropped.</summary>
sealed class FactConsumer<TFact, THandler>(THandler handler, NpgsqlDataSource database, ServiceName service, TimeProvider time)
    : IConsumer<TFact>
    where TFact : class
    where THandler : class, IFactHandler<TFact>
{
    readonly string consumer = Wire.QueueOf(service, typeof(TFact));

    public async Task Consume(ConsumeContext<TFact> context)
    {
        var messageId = Delivery.Check(context);
        await using var connection = await database.OpenConnectionAsync(context.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(context.CancellationToken);
        if (!await Inbox.RememberAsync(consumer, messageId, time.GetUtcNow(), transaction, context.CancellationToken))
        {
            return;
        }
        await handler.HandleAsync(context.Message, transaction, context.CancellationToken);
        await transaction.CommitAsync(context.CancellationToken);
    }
}
