namespace Aspire.Hosting.Running;

/// <summary>The run cannot go on; the message is for the person at the terminal and says what to do.</summary>
sealed class RunModeException : DistributedApplicationException
{
    public RunModeException()
    {
    }

    public RunModeException(string message)
        : base(message)
    {
    }

    public RunModeException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
