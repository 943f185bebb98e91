using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Docker;

namespace DotNet.Testcontainers.Builders;

public abstract class AbstractBuilder<TBuilderEntity, TResourceEntity, TCreateResourceEntity, TConfigurationEntity>
    : IAbstractBuilder<TBuilderEntity, TResourceEntity, TCreateResourceEntity>
    where TBuilderEntity : IAbstractBuilder<TBuilderEntity, TResourceEntity, TCreateResourceEntity>
    where TConfigurationEntity : IResourceConfiguration<TCreateResourceEntity>
{
    private protected AbstractBuilder(ResourceSpecification specification) => Specification = specification;

    private protected ResourceSpecification Specification { get; }

    public TBuilderEntity WithDockerEndpoint(string endpoint) => WithDockerEndpoint(new Uri(endpoint));

    public TBuilderEntity WithDockerEndpoint(Uri endpoint) => Clone(Specification with { Endpoint = endpoint });

    public TBuilderEntity WithDockerEndpoint(IDockerEndpointAuthenticationConfiguration dockerEndpointAuthConfig)
    {
        ArgumentNullException.ThrowIfNull(dockerEndpointAuthConfig);
        return WithDockerEndpoint(dockerEndpointAuthConfig.Endpoint);
    }

    public TBuilderEntity WithCleanUp(bool cleanUp) => Clone(Specification with { CleanUp = cleanUp });

    public TBuilderEntity WithLabel(string name, string value) => Clone(Specification with { Labels = Specification.Labels.SetItem(name, value) });

    public TBuilderEntity WithLabel(IReadOnlyDictionary<string, string> labels) =>
        Clone(Specification with { Labels = Specification.Labels.SetItems(labels) });

    public abstract TResourceEntity Build();

    private protected abstract TBuilderEntity Clone(ResourceSpecification specification);
}
