namespace HomeLab.Simulators.Komodo.Sources;

/// <summary>A stack's files cannot be had.</summary>
/// <param name="stage">As the log of an update calls it.</param>
sealed class SourceFailure(string stage, string message) : Exception(message)
{
    public string Stage { get; } = stage;
}
