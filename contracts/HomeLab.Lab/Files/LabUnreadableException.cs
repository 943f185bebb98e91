namespace HomeLab.Lab.Files;

/// <summary>The lab directory as a whole could not be read, so that nothing may be concluded from what is not in it.</summary>
public sealed class LabUnreadableException(string code, string message) : IOException(message)
{
    /// <summary>Constant for machines.</summary>
    public string Code { get; } = code;
}
