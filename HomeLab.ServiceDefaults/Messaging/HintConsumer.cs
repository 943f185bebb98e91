using HomeLab.ServiceDefaults.Reconciliation;
using MassTransit;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Turns a hint into due work. Needs no inbox: work of one key is one row however often it is enqueued.</summary>
sealed class HintConsumer<THint, THandler>(THandler handler, WorkQueue work, TimeProvider time) : IConsumer<THint>
    where THint : class
    where THandler : class, IHintHandler<THint>
{
    public async Task Consume(ConsumeContext<THint> context)
    {
        Delivery.Check(context);
        var keys = await handler.KeysOfAsync(context.Message, context.CancellationToken);
        var subject = handler.SubjectOf(context.Message) ?? string.Join(", ", keys);
        await work.EnqueueAsync(keys, Cause.Here(typeof(THint).Name, subject, time.GetUtcNow()), context.CancellationToken);
    }
}
