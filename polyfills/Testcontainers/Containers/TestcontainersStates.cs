namespace DotNet.Testcontainers.Containers;

public enum TestcontainersStates
{
    Undefined,
    Created,
    Restarting,
    Running,
    Paused,
    Exited,
    Dead,
}
