using MassTransit;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>What every message must say of itself.</summary>
static class Delivery
{
    /// <summary>Returns the message's id; throws when the message has none or is of another type than its queue's.</summary>
    public static Guid Check<TMessage>(ConsumeContext<TMessage> context)
        where TMessage : class
    {
        var urn = Wire.UrnOf(typeof(TMessage));
        var type = context.ReceiveContext.TransportHeaders.Get<string>(Wire.TypeHeader);
        if (type != urn)
        {
            throw new UnreadableMessageException($"The message says that it is '{type}'; this queue takes {urn} only.");
        }
        return context.MessageId ?? throw new UnreadableMessageException("The message has no message id.");
    }

    /// <summary>The consumer that the broker delivered it to, and which of that one's deliveries it is.</summary>
    public static (string Channel, ulong Tag) PlaceOf(ConsumeContext context) =>
        context.ReceiveContext.TryGetPayload(out RabbitMqBasicConsumeContext? delivery)
            ? (delivery.ConsumerTag, delivery.DeliveryTag)
            : throw new UnreadableMessageException("The message did not come from the broker.");
}
