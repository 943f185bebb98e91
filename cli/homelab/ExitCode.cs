namespace HomeLab.Cli;

/// <summary>What a script learns of a run; <c>docs/cli.md</c> promises these.</summary>
static class ExitCode
{
    public const int Ok = 0;

    /// <summary>It was tried and did not work, or was refused; <c>validate</c> found mistakes.</summary>
    public const int Failed = 1;

    /// <summary>The command was not understood; nothing was tried.</summary>
    public const int Usage = 2;

    /// <summary>No fleet was found, or a service of it did not answer; what the others said was printed.</summary>
    public const int Unreachable = 3;

    public const int NotFound = 4;

    /// <summary>
    /// <c>plan</c>: there are changes that are not made, because they wait for a person or could not be made. <c>path</c>: a hop is broken.
    /// <c>order</c>: there is a ring. <c>findings --fail-on</c>: there is such a finding. <c>unprotected</c>: something has no copy.
    /// </summary>
    public const int Differs = 5;

    /// <summary>Ctrl+C, as shells have it.</summary>
    public const int Cancelled = 130;
}
