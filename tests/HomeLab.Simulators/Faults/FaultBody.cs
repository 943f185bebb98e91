namespace HomeLab.Simulators.Faults;

/// <summary>The body of an answer that a rule gives in the system's place.</summary>
public enum FaultBody
{
    /// <summary>The system's own error shape.</summary>
    Json,

    /// <summary>A page for people, as load balancers give.</summary>
    Html,

    /// <summary>A line of plain text.</summary>
    Text,

    Empty,

    /// <summary>JSON that stops in the middle, under a Content-Length that agrees with it.</summary>
    Truncated,
}
