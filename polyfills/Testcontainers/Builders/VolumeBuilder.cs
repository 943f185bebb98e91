using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Docker;
using DotNet.Testcontainers.Volumes;

namespace DotNet.Testcontainers.Builders;

/// <summary>A volume under a name of its own, unless one is given.</summary>
public class VolumeBuilder : AbstractBuilder<VolumeBuilder, IVolume, VolumesCreateParameters, IVolumeConfiguration>
{
    public VolumeBuilder()
        : base(new NamedSpecification())
    {
    }

    VolumeBuilder(ResourceSpecification specification)
        : base(specification)
    {
    }

    public VolumeBuilder WithName(string name) => Clone((NamedSpecification)Specification with { Name = name });

    public override IVolume Build() => new BuiltVolume((NamedSpecification)Specification, Daemon.At(Specification.Endpoint));

    private protected override VolumeBuilder Clone(ResourceSpecification specification) => new(specification);
}
