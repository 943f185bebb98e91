namespace HomeLab.Simulators.Komodo.State;

/// <summary>A Core as its file holds it.</summary>
sealed record StoredCore(int Version, Core Core)
{
    public const int CurrentVersion = 2;
}
