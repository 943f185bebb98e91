namespace DotNet.Testcontainers.Builders;

/// <summary>No daemon answers where one was looked for.</summary>
public sealed class DockerUnavailableException : Exception
{
    public DockerUnavailableException(string message)
        : base(message)
    {
    }

    public DockerUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
