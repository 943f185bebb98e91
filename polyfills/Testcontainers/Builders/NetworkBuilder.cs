using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Docker;
using DotNet.Testcontainers.Networks;

namespace DotNet.Testcontainers.Builders;

/// <summary>A network under a name of its own, unless one is given.</summary>
public class NetworkBuilder : AbstractBuilder<NetworkBuilder, INetwork, NetworksCreateParameters, INetworkConfiguration>
{
    public NetworkBuilder()
        : base(new NamedSpecification { Driver = NetworkDriver.Bridge.Value })
    {
    }

    NetworkBuilder(ResourceSpecification specification)
        : base(specification)
    {
    }

    NamedSpecification Network => (NamedSpecification)Specification;

    public NetworkBuilder WithName(string name) => Clone(Network with { Name = name });

    public NetworkBuilder WithDriver(NetworkDriver driver) => Clone(Network with { Driver = driver.Value });

    public NetworkBuilder WithOption(string name, string value) => Clone(Network with { Options = Network.Options.SetItem(name, value) });

    public override INetwork Build() => new BuiltNetwork(Network, Daemon.At(Network.Endpoint));

    private protected override NetworkBuilder Clone(ResourceSpecification specification) => new(specification);
}
