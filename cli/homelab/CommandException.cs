namespace HomeLab.Cli;

/// <summary>Ends the command with one sentence for the person and an exit code for the script.</summary>
sealed class CommandException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>The service is of a version that does not have what was asked for.</summary>
    public bool IsUnknownRequest { get; init; }
}
