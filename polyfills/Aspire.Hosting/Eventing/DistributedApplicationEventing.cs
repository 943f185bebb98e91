using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

public class DistributedApplicationEventing : IDistributedApplicationEventing
{
    readonly ConcurrentDictionary<Type, List<DistributedApplicationEventSubscription>> subscriptions = new();
    readonly Lock gate = new();

    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent =>
        Add<T>(new DistributedApplicationEventSubscription((@event, cancellationToken) => callback((T)@event, cancellationToken)));

    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent =>
        Add<T>(new DistributedApplicationResourceEventSubscription(
            resource,
            (@event, cancellationToken) => @event.Resource == resource ? callback((T)@event, cancellationToken) : Task.CompletedTask));

    public void Unsubscribe(DistributedApplicationEventSubscription subscription)
    {
        lock (gate)
        {
            foreach (var list in subscriptions.Values) list.Remove(subscription);
        }
    }

    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default) where T : IDistributedApplicationEvent =>
        PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    public Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(@event);
        List<DistributedApplicationEventSubscription> receivers;
        lock (gate) receivers = subscriptions.TryGetValue(typeof(T), out var list) ? [.. list] : [];

        var sending = dispatchBehavior is EventDispatchBehavior.BlockingSequential or EventDispatchBehavior.NonBlockingSequential
            ? SendInTurn(receivers, @event, cancellationToken)
            : Task.WhenAll(receivers.Select(receiver => Task.Run(() => receiver.Callback(@event, cancellationToken), cancellationToken)));
        return dispatchBehavior is EventDispatchBehavior.BlockingSequential or EventDispatchBehavior.BlockingConcurrent
            ? sending
            : Task.CompletedTask;
    }

    DistributedApplicationEventSubscription Add<T>(DistributedApplicationEventSubscription subscription)
    {
        lock (gate) subscriptions.GetOrAdd(typeof(T), _ => []).Add(subscription);
        return subscription;
    }

    static async Task SendInTurn(
        List<DistributedApplicationEventSubscription> receivers, IDistributedApplicationEvent @event, CancellationToken cancellationToken)
    {
        foreach (var receiver in receivers) await receiver.Callback(@event, cancellationToken);
    }
}
