using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>How the bus talks to RabbitMQ.</summary>
static class BusTopology
{
    const int Attempts = 3;

    public static void Configure(
        IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator broker, IReadOnlyList<Subscription> subscriptions)
    {
        var options = context.GetRequiredService<IOptions<MessagingOptions>>().Value;
        broker.Host(context.GetRequiredService<BrokerAddress>().Uri, host =>
        {
            host.PublisherConfirmation = true;
            host.ConnectionName(context.GetRequiredService<ServiceName>().Value);
        });
        // Each queue takes one type, which Delivery checks; the library's own type header is not part of the wire.
        broker.UseRawJsonSerializer(RawSerializerOptions.AnyMessageType, isDefault: true);
        broker.ConfigureJsonSerializerOptions(_ => new(Wire.Json));
        foreach (var subscription in subscriptions)
        {
            broker.ReceiveEndpoint(subscription.Queue, endpoint => Configure(context, endpoint, subscription, options));
        }
    }

    static void Configure(
        IBusRegistrationContext context, IRabbitMqReceiveEndpointConfigurator endpoint, Subscription subscription, MessagingOptions options)
    {
        endpoint.SetQuorumQueue();
        // RabbitMQ 4 drops a message after 20 deliveries unless told otherwise, and looking at a dead letter is one.
        endpoint.SetQueueArgument("x-delivery-limit", 1_000_000);
        // A failure is a dead letter and a log line; nobody listens to a published one.
        endpoint.PublishFaults = false;
        // What is to be kept in order is handed over as it comes, for FactQueue knows the order and has to see them all.
        endpoint.ConcurrentMessageLimit = subscription.IsOrdered ? FactQueue.Prefetched : options.Concurrency;
        endpoint.PrefetchCount = subscription.IsOrdered ? FactQueue.Prefetched : 2 * options.Concurrency;
        // In memory: delayed redelivery needs a broker's plug-in that is not there, and without it the bus never consumes.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Ignore<UnreadableMessageException>();
            retry.Ignore<OperationCanceledException>();
            retry.Exponential(Attempts - 1, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200));
        });
        subscription.Configure(context, endpoint);
    }
}
