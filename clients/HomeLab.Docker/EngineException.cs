namespace HomeLab.Docker;

/// <summary>An Engine did not do, or did not tell, what it was asked.</summary>
/// <param name="code">For machines: <c>Timeout</c>, <c>ConnectionLost</c>, <c>Forbidden</c>, <c>Refused</c>, <c>Fenced</c>…</param>
/// <param name="isTransient">Whether the same may work later.</param>
/// <param name="isAnswered">False: the answer was lost, and what was asked may have happened.</param>
public sealed class EngineException(string code, string message, bool isTransient, bool isAnswered, Exception? inner = null) : Exception(message, inner)
{
    public const string Fenced = "Fenced";

    public string Code => code;

    public bool IsTransient => isTransient;

    public bool IsAnswered => isAnswered;

    public static EngineException BecauseFenced(string message) => new(Fenced, message, isTransient: false, isAnswered: true);
}
