namespace DotNet.Testcontainers.Configurations;

public enum WaitStrategyMode
{
    /// <summary>The container has to run on; its end is a <see cref="Containers.ContainerNotRunningException"/>.</summary>
    Running,

    /// <summary>The container may end before the condition holds.</summary>
    OneShot,
}
