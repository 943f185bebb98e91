using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Polyfills.Tests.Aspire;

public class EventingTests
{
    readonly IDistributedApplicationBuilder builder = Builders.Run();
    readonly List<string> heard = [];

    [Fact]
    public async Task Tells_a_resources_listeners_of_that_resource_alone()
    {
        var (a, b) = (builder.AddContainer("a", "nginx"), builder.AddContainer("b", "nginx"));
        a.OnResourceReady((resource, _, _) => Hear(resource.Name));
        builder.Eventing.Subscribe<ResourceReadyEvent>((@event, _) => Hear("any " + @event.Resource.Name));
        await using var app = builder.Build();

        await builder.Eventing.PublishAsync(new ResourceReadyEvent(a.Resource, app.Services));
        await builder.Eventing.PublishAsync(new ResourceReadyEvent(b.Resource, app.Services));

        Assert.Equal(["a", "any a", "any b"], heard);
    }

    [Fact]
    public async Task Is_silent_after_unsubscribing()
    {
        await using var app = builder.Build();
        var subscription = builder.Eventing.Subscribe<BeforeStartEvent>((_, _) => Hear("start"));
        builder.Eventing.Unsubscribe(subscription);

        await builder.Eventing.PublishAsync(new BeforeStartEvent(app.Services, app.Services.GetRequiredService<DistributedApplicationModel>()));

        Assert.Empty(heard);
    }

    [Fact]
    public async Task Lets_a_listener_stop_what_is_published_before_the_start()
    {
        builder.OnBeforeStart((_, _) => throw new InvalidOperationException("not today"));
        await using var app = builder.Build();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync());

        Assert.Equal("not today", exception.Message);
    }

    Task Hear(string what)
    {
        heard.Add(what);
        return Task.CompletedTask;
    }
}
