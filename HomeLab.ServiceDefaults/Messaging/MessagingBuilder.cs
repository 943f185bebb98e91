using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>What a service subscribes to.</summary>
public sealed class MessagingBuilder
{
    readonly IServiceCollection services;
    readonly ServiceName service;
    readonly IBusRegistrationConfigurator bus;
    readonly List<Subscription> subscriptions = [];

    internal MessagingBuilder(IServiceCollection services, ServiceName service, IBusRegistrationConfigurator bus) =>
        (this.services, this.service, this.bus) = (services, service, bus);

    internal IReadOnlyList<Subscription> Subscriptions => subscriptions;

    /// <summary>Enqueues the keys that the handler names.</summary>
    public MessagingBuilder OnHint<THint, THandler>()
        where THint : class
        where THandler : class, IHintHandler<THint>
    {
        services.TryAddScoped<THandler>();
        return Add<THint, HintConsumer<THint, THandler>>(isOrdered: false);
    }

    /// <summary>Hands over each fact once, in the order of its sender.</summary>
    public MessagingBuilder OnFact<TFact, THandler>()
        where TFact : class
        where THandler : class, IFactHandler<TFact>
    {
        services.TryAddScoped<THandler>();
        return Add<TFact, FactConsumer<TFact, THandler>>(isOrdered: true);
    }

    MessagingBuilder Add<TMessage, TConsumer>(bool isOrdered)
        where TMessage : class
        where TConsumer : class, IConsumer<TMessage>
    {
        var queue = Wire.QueueOf(service, typeof(TMessage));
        if (subscriptions.Exists(s => s.Queue == queue))
        {
            throw new InvalidOperationException($"{service} already subscribes to {typeof(TMessage).Name}.");
        }
        bus.AddConsumer<TConsumer>();
        subscriptions.Add(new Subscription(
            queue, typeof(TMessage), isOrdered, (context, endpoint) => endpoint.ConfigureConsumer<TConsumer>(context)));
        return this;
    }
}
