namespace HomeLab.Dns.Draining;

/// <summary>A stop cannot be announced, and the message says why.</summary>
/// <param name="isUnknown">Nothing of that address is known.</param>
sealed class DrainRefusedException(string message, bool isUnknown) : Exception(message)
{
    public bool IsUnknown => isUnknown;
}
