using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;

namespace HomeLab.Polyfills.Tests.Running;

public sealed class StopOrderTests
{
    [Fact]
    public void Those_that_depend_on_others_stop_first()
    {
        var server = new ContainerResource("server");
        var service = Waiting("service", server);
        var page = Waiting("page", service, server);
        var alone = new ContainerResource("alone");

        var order = StopOrder.Of([server, alone, service, page]);

        Assert.Equal([["page"], ["service"], ["server", "alone"]], order.Select(group => group.Select(resource => resource.Name).ToArray()));
    }

    [Fact]
    public void Services_that_refer_to_each_other_still_stop()
    {
        var one = new ExecutableResource("one", "x", ".");
        var other = Waiting("other", one);
        one.Annotations.Add(new ResourceRelationshipAnnotation(other, "Reference"));

        Assert.Equal(2, StopOrder.Of([one, other]).Sum(group => group.Count));
    }

    static ExecutableResource Waiting(string name, params IResource[] dependencies)
    {
        var resource = new ExecutableResource(name, "x", ".");
        foreach (var dependency in dependencies)
            resource.Annotations.Add(new WaitAnnotation(dependency, WaitType.WaitUntilHealthy));
        return resource;
    }
}
