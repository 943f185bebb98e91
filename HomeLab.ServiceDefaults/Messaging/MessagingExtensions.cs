using HomeLab.ServiceDefaults.Options;
using HomeLab.ServiceDefaults.Reconciliation;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace HomeLab.ServiceDefaults.Messaging;

public static class MessagingExtensions
{
    internal const string ConnectionName = "messaging";

    /// <summary>The bus, the outbox and its relay, and what the service subscribes to. Needs the service's database.</summary>
    /// <remarks>The broker's address is <c>ConnectionStrings:messaging</c>, <c>amqp://user:password@host:port/virtual-host</c>.</remarks>
    public static WebApplicationBuilder AddMessaging(this WebApplicationBuilder builder, Action<MessagingBuilder> configure)
    {
        var service = builder.Services.Select(d => d.ImplementationInstance).OfType<ServiceName>().Single();
        builder.AddValidatedOptions<MessagingOptions>("Messaging");
        builder.AddStartupCheck(ConnectionName, services => BrokerAddress.From(services.GetRequiredService<IConfiguration>()));
        builder.Services.AddSingleton<RelayWatch>();
        builder.Services.TryAddSingleton(services => new Outbox(
            services.GetRequiredService<RelayWatch>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.TryAddSingleton<WorkQueue>();
        builder.Services.AddSingleton(services => BrokerAddress.From(services.GetRequiredService<IConfiguration>()));
        builder.Services.AddMassTransit(bus =>
        {
            var messaging = new MessagingBuilder(builder.Services, service, bus);
            configure(messaging);
            builder.Services.AddSingleton(messaging.Subscriptions);
            bus.ConfigureHealthCheckOptions(options => options.Name = "broker");
            bus.UsingRabbitMq((context, broker) => BusTopology.Configure(context, broker, messaging.Subscriptions));
        });
        // The bus may start late (BusStart waits and tells), but messages are published only once its queues are bound.
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(host =>
        {
            host.WaitUntilStarted = false;
            // What is not handled by then is cancelled and goes back to its queue.
            host.ConsumerStopTimeout = TimeSpan.FromSeconds(5);
            host.StopTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Services.AddSingleton<BusStart>();
        builder.Services.AddHostedService(services => services.GetRequiredService<BusStart>());
        builder.Services.AddSingleton<BrokerOutages>();
        builder.Services.AddSingleton<IReceiveEndpointObserver>(services => services.GetRequiredService<BrokerOutages>());
        builder.Services.AddSingleton<OutagePatience>();
        builder.Services.AddSingleton<FactQueues>();
        builder.Services.AddSingleton<OutboxPublisher>();
        builder.Services.AddSingleton<DeadLetters>();
        builder.Services.AddSingleton<OutboxRelay>();
        builder.Services.AddSingleton<MessagingMetrics>();
        builder.Services.AddHostedService<OutboxRelayService>();
        builder.Services.AddHostedService<MessageRetention>();
        return builder;
    }
}
