namespace HomeLab.ServiceDefaults;

/// <summary>
/// The service cannot start until a person changes something. The message says what; a stack trace would only hide it, so there is none.
/// </summary>
public sealed class StartRefusedException(string message) : Exception(message)
{
    public override string ToString() => Message;
}
