namespace HomeLab.NativeServers;

/// <summary>The signal by which a process is asked to stop.</summary>
public enum StopSignal
{
    /// <summary>SIGTERM.</summary>
    Terminate,

    /// <summary>SIGINT, which PostgreSQL takes as a fast shutdown: it does not wait for its clients to leave.</summary>
    Interrupt,
}
