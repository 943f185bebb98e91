namespace HomeLab.Stacks.Docker.Applying;

/// <summary>What an Engine says of a command in a container.</summary>
abstract record CommandEnd
{
    CommandEnd() { }

    public sealed record Exited(long Code) : CommandEnd;

    public sealed record Running : CommandEnd;

    public sealed record NeverStarted : CommandEnd;

    /// <summary>An Engine forgets commands some minutes after their end, and with its own restart.</summary>
    public sealed record Forgotten : CommandEnd;
}
