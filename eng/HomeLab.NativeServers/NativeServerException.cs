namespace HomeLab.NativeServers;

/// <summary>A server could not be found, installed, started or stopped; the message says what to do.</summary>
public sealed class NativeServerException : Exception
{
    public NativeServerException()
    {
    }

    public NativeServerException(string message)
        : base(message)
    {
    }

    public NativeServerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
