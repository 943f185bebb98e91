using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;

namespace HomeLab.Polyfills.Tests.Running;

public sealed class PortAllocationTests : IDisposable
{
    readonly string _directory = Directory.CreateTempSubdirectory("homelab-ports-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Draws_other_ports_for_others_and_the_same_ones_again()
    {
        var first = Allocate(Executable("one"), Executable("two"));
        var second = Allocate(Executable("one"), Executable("two"));

        Assert.Equal(2, first.Select(endpoint => endpoint.Port).Distinct().Count());
        Assert.Equal(first.Select(endpoint => endpoint.UriString), second.Select(endpoint => endpoint.UriString));
        Assert.All(first, endpoint => Assert.Equal("127.0.0.1", endpoint.Address));
    }

    [Fact]
    public void Draws_another_port_when_the_last_one_is_taken()
    {
        var first = Allocate(Executable("one")).Single().Port;
        using var somebody = new TcpListener(IPAddress.Loopback, first);
        somebody.Start();

        Assert.NotEqual(first, Allocate(Executable("one")).Single().Port);
    }

    [Fact]
    public void A_process_listens_on_its_target_port_and_a_container_is_published_on_its_port()
    {
        var container = new ContainerResource("server");
        container.Annotations.Add(new EndpointAnnotation(ProtocolType.Tcp, name: "tcp", port: 25_432, targetPort: 5432));

        var endpoints = Allocate(Executable("service", targetPort: 18_080), container);

        Assert.Equal((18_080, 25_432), (endpoints[0].Port, endpoints[1].Port));
        Assert.Equal("5432", endpoints[1].TargetPortExpression);
    }

    [Fact]
    public void Begins_anew_when_what_it_kept_cannot_be_read()
    {
        File.WriteAllText(Path.Combine(_directory, "ports.json"), "{\"one/ht");

        Assert.Single(Allocate(Executable("one")));
    }

    List<AllocatedEndpoint> Allocate(params IResource[] resources)
    {
        new PortAllocation(new StateDirectory(_directory)).Allocate(resources, "ports.json");
        return [.. resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>()).Select(endpoint => endpoint.AllocatedEndpoint!)];
    }

    static ExecutableResource Executable(string name, int? targetPort = null)
    {
        var resource = new ExecutableResource(name, "x", ".");
        resource.Annotations.Add(new EndpointAnnotation(ProtocolType.Tcp, uriScheme: "http", name: "http", targetPort: targetPort));
        return resource;
    }
}
