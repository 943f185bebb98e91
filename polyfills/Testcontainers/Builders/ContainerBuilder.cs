using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Docker;
using DotNet.Testcontainers.Images;

namespace DotNet.Testcontainers.Builders;

public class ContainerBuilder : ContainerBuilder<ContainerBuilder, IContainer, IContainerConfiguration>
{
    [Obsolete("Name the image: new ContainerBuilder(image).")]
    public ContainerBuilder()
        : base(new ContainerSpecification())
    {
    }

    public ContainerBuilder(string image)
        : this(new NamedImage(image))
    {
    }

    public ContainerBuilder(IImage image)
        : base(new ContainerSpecification { Image = image })
    {
    }

    ContainerBuilder(ContainerSpecification specification)
        : base(specification)
    {
    }

    /// <exception cref="ArgumentException">No image was named.</exception>
    /// <exception cref="DockerUnavailableException">No endpoint was given, and no daemon answers on this machine.</exception>
    public override IContainer Build()
    {
        if (string.IsNullOrEmpty(Container.Image?.FullName))
            throw new ArgumentException("A container needs an image.");
        return new StartedContainer(Container, Daemon.At(Container.Endpoint));
    }

    private protected override ContainerBuilder Clone(ResourceSpecification specification) => new((ContainerSpecification)specification);
}
