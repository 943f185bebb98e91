namespace DotNet.Testcontainers.Containers;

public enum TestcontainersHealthStatus
{
    Undefined,
    None,
    Starting,
    Healthy,
    Unhealthy,
}
