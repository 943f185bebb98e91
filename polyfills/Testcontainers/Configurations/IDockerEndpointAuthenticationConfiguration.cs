namespace DotNet.Testcontainers.Configurations;

public interface IDockerEndpointAuthenticationConfiguration
{
    Uri Endpoint { get; }

    Version Version { get; }
}
