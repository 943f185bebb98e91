using System.Diagnostics;
using System.Text;
using HomeLab.ServiceDefaults.Telemetry;
using MassTransit;
using MassTransit.Serialization;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Publishes one row as it stands and returns when the broker has confirmed it.</summary>
sealed class OutboxPublisher(IBus bus)
{
    public async Task PublishAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        ActivityContext.TryParse(row.TraceParent, null, out var origin);
        using var span = HomeLabTelemetry.Source.StartActivity($"outbox {row.Exchange}", ActivityKind.Producer, origin);
        span?.SetTag("messaging.system", "rabbitmq");
        span?.SetTag("messaging.operation.name", "publish");
        span?.SetTag("messaging.destination.name", row.Exchange);
        span?.SetTag("messaging.message.id", row.MessageId);
        span?.SetTag("homelab.message.urn", row.Urn);
        try
        {
            var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{row.Exchange}"));
            await endpoint.Send(row, Pipe.Execute<SendContext<OutboxRow>>(context => Address(context, row)), cancellationToken);
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            throw;
        }
    }

    static void Address(SendContext<OutboxRow> context, OutboxRow row)
    {
        context.MessageId = row.MessageId;
        context.Durable = true;
        context.Serializer = Verbatim.Instance;
        context.Headers.Set(Wire.TypeHeader, row.Urn);
        context.Headers.Set(Wire.TraceParentHeader, Activity.Current?.Id ?? row.TraceParent);
        if (context.TryGetPayload<RabbitMqSendContext>(out var amqp))
        {
            amqp.BasicProperties.Type = row.Urn;
        }
    }

    /// <summary>The body was made when the message was added; nothing is serialized again.</summary>
    sealed class Verbatim : IMessageSerializer
    {
        public static Verbatim Instance { get; } = new();

        public System.Net.Mime.ContentType ContentType { get; } = new(Wire.ContentType);

        public MessageBody GetMessageBody<T>(SendContext<T> context)
            where T : class =>
            new BytesMessageBody(Encoding.UTF8.GetBytes(((OutboxRow)(object)context.Message).Body));
    }
}
