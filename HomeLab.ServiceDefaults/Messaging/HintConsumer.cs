using HomeLab.ServiceDefaults.Reconciliation;
using MassTransit;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Turns a hint into due work. Needs no inbox: work of one key is one row however often it is enqueued.</summary>
sealed class HintConsumer<THint, THandler>(THandler handler, WorkQueue work, OutagePatience patience, TimeProvider time)
    : IConsumer<THint>
    where THint : class
    where THandler : class, IHintHandler<THint>
{
    public Task Consume(ConsumeContext<THint> context)
    {
        Delivery.Check(context);
        return patience.HandleAsync(
            typeof(THint).Name, () => EnqueueAsync(context.Message, context.CancellationToken), context.CancellationToken);
    }

    async Task EnqueueAsync(THint hint, CancellationToken cancellationToken)
    {
        var keys = await handler.KeysOfAsync(hint, cancellationToken);
        var cause = Cause.Here(typeof(THint).Name, handler.SubjectOf(hint) ?? string.Join(", ", keys), time.GetUtcNow());
        await work.EnqueueAsync(keys, cause, cancellationToken);
    }
}
