namespace HomeLab.Restic;

/// <summary>restic did not do what it was asked.</summary>
/// <param name="code">For machines: <c>NoRepository</c>, <c>WrongPassword</c>, <c>Locked</c>, <c>NoSuchCopy</c>, <c>NotInstalled</c>, <c>Failed</c>.</param>
/// <param name="message">What restic said, without secrets.</param>
public sealed class ResticException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public const string NoRepository = "NoRepository";
    public const string WrongPassword = "WrongPassword";
    public const string Locked = "Locked";
    public const string NoSuchCopy = "NoSuchCopy";
    public const string NotInstalled = "NotInstalled";
    public const string Failed = "Failed";

    public string Code => code;

    /// <summary>Whether the same may work later without that anybody does anything.</summary>
    public bool IsTransient => code is Failed or Locked;
}
