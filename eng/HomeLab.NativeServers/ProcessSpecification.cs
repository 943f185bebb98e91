namespace HomeLab.NativeServers;

/// <summary>What to run under the <see cref="Supervisor"/>. Arguments are passed as they are; no shell reads them.</summary>
public sealed record ProcessSpecification(string FileName, params IReadOnlyList<string> Arguments)
{
    /// <summary>Added to the owner's environment; a null value removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public string? WorkingDirectory { get; init; }

    /// <summary>Time between the stop signal and SIGKILL, in whole seconds; also what is granted when the owner dies.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    public StopSignal StopSignal { get; init; } = StopSignal.Terminate;

    /// <summary>Receives each line of standard output, in order, from one reader.</summary>
    public Action<string>? Output { get; init; }

    /// <summary>Receives each line of standard error, in order, from one reader.</summary>
    public Action<string>? Error { get; init; }
}
