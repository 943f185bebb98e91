using System.Diagnostics;
using System.Text;
using HomeLab.ServiceDefaults.Telemetry;
using RabbitMQ.Client;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Puts a row onto the wire, in a span between the one that added it and the receiver's.</summary>
static class OutboxMessages
{
    /// <summary>Where the receiving library looks for the span that a message came from.</summary>
    const string LibraryTraceHeader = "MT-Activity-Id";

    /// <returns>Ends when the broker has confirmed the message.</returns>
    public static async Task SendAsync(IChannel channel, OutboxRow row, CancellationToken cancellationToken)
    {
        ActivityContext.TryParse(row.TraceParent, null, out var origin);
        using var span = HomeLabTelemetry.Source.StartActivity($"{row.Exchange} publish", ActivityKind.Producer, origin);
        span?.SetTag("messaging.system", "rabbitmq");
        span?.SetTag("messaging.operation.name", "publish");
        span?.SetTag("messaging.destination.name", row.Exchange);
        span?.SetTag("messaging.message.id", row.MessageId.ToString());
        span?.SetTag("homelab.message.urn", row.Urn);
        span?.SetTag("homelab.outbox.attempt", row.Attempts + 1);
        try
        {
            await channel.BasicPublishAsync(
                row.Exchange, routingKey: "", mandatory: false, Properties(row, span?.Id ?? row.TraceParent),
                Encoding.UTF8.GetBytes(row.Body), cancellationToken);
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            throw;
        }
    }

    static BasicProperties Properties(OutboxRow row, string? traceParent)
    {
        var properties = new BasicProperties
        {
            MessageId = row.MessageId.ToString(),
            Type = row.Urn,
            ContentType = Wire.ContentType,
            DeliveryMode = DeliveryModes.Persistent,
            Timestamp = new AmqpTimestamp(new DateTimeOffset(row.CreatedAt).ToUnixTimeSeconds()),
            Headers = new Dictionary<string, object?> { [Wire.TypeHeader] = row.Urn },
        };
        if (traceParent is not null)
        {
            properties.Headers[Wire.TraceParentHeader] = traceParent;
            properties.Headers[LibraryTraceHeader] = traceParent;
        }
        return properties;
    }
}
