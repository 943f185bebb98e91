namespace DotNet.Testcontainers.Containers;

public sealed class ContainerNotRunningException : Exception
{
    public ContainerNotRunningException(string id, string stdout, string stderr, long exitCode, Exception exception)
        : base($"Container {id} ended with exit code {exitCode}.\nStdout:\n{stdout}\nStderr:\n{stderr}", exception)
    {
    }
}
