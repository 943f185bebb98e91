using MassTransit;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>One queue of this service and what consumes it.</summary>
/// <param name="Queue">Also the consumer's name in the inbox.</param>
/// <param name="Configure">Adds the consumer to its endpoint.</param>
sealed record Subscription(
    string Queue, Type Message, bool IsOrdered, Action<IRegistrationContext, IRabbitMqReceiveEndpointConfigurator> Configure);
