namespace HomeLab.Dns.Undoing;

/// <summary>A change cannot be taken back, and the message says why.</summary>
/// <param name="isUnknown">There is none such, or it is not clear which is meant.</param>
sealed class UndoRefusedException(string message, bool isUnknown = false) : Exception(message)
{
    public bool IsUnknown => isUnknown;
}
