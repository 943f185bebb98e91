namespace HomeLab.Crash.Checking;

/// <summary>A promise that was broken.</summary>
/// <param name="Promise">Which, in words of this program: <c>ZoneIsWanted</c>, <c>EffectsAreSettled</c>, ….</param>
sealed record Violation(string Promise, string What)
{
    public override string ToString() => $"{Promise}: {What}";
}
