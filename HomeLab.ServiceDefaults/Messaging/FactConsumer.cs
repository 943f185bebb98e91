using MassTransit;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Hands a fact to its handler in a transaction that remembers it; one that is remembered already is dropped.</summary>
sealed class FactConsumer<TFact, THandler>(THandler handler, FactQueues queues, ServiceName service) : IConsumer<TFact>
    where TFact : class
    where THandler : class, IFactHandler<TFact>
{
    public Task Consume(ConsumeContext<TFact> context)
    {
        var messageId = Delivery.Check(context);
        var (channel, tag) = Delivery.PlaceOf(context);
        return queues.Of(Wire.QueueOf(service, typeof(TFact))).HandleAsync(new ArrivedFact(
            channel, tag, messageId,
            (transaction, cancellationToken) => handler.HandleAsync(context.Message, transaction, cancellationToken),
            context.CancellationToken));
    }
}
