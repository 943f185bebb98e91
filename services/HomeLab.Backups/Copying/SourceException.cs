namespace HomeLab.Backups.Copying;

/// <summary>What is to be copied, or restored into, cannot be read or written.</summary>
/// <param name="code">For machines: <c>NotMounted</c>, <c>DumpFailed</c>, ….</param>
sealed class SourceException(string code, string message) : Exception(message)
{
    public string Code => code;
}
