using DotNet.Testcontainers.Configurations;

namespace DotNet.Testcontainers.Builders;

/// <summary>Builders do not change: each call returns another one.</summary>
public interface IAbstractBuilder<TBuilderEntity, TResourceEntity, TCreateResourceEntity>
{
    TBuilderEntity WithDockerEndpoint(string endpoint);

    TBuilderEntity WithDockerEndpoint(Uri endpoint);

    TBuilderEntity WithDockerEndpoint(IDockerEndpointAuthenticationConfiguration dockerEndpointAuthConfig);

    /// <summary>Without clean-up, disposing stops the resource and keeps it, and nobody removes it later.</summary>
    TBuilderEntity WithCleanUp(bool cleanUp);

    TBuilderEntity WithLabel(string name, string value);

    TBuilderEntity WithLabel(IReadOnlyDictionary<string, string> labels);

    TResourceEntity Build();
}
