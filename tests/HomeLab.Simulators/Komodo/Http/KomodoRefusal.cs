namespace HomeLab.Simulators.Komodo.Http;

/// <summary>An answer other than success; thrown where it is found, written in one place.</summary>
sealed class KomodoRefusal(int status, string message, params IReadOnlyList<string> trace) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>The causes, the last one the first cause.</summary>
    public IReadOnlyList<string> Trace { get; } = trace;

    /// <summary>What is given no status of its own is a 500, also what is not there.</summary>
    public static KomodoRefusal Missing(string type, string name) => new(StatusCodes.Status500InternalServerError, $"Did not find any {type} matching {name}");

    /// <param name="level">What the caller lacks.</param>
    public static KomodoRefusal Forbidden(string type, string level = "Read") =>
        new(StatusCodes.Status500InternalServerError, $"User does not have required permissions on this {type}. Must have at least {level} permissions");

    public static KomodoRefusal Unattachable(string type, string name) =>
        new(StatusCodes.Status500InternalServerError, $"Cannot attach Stack to this {type}", $"Did not find any {type} matching {name}");

    /// <summary>Something is done to it, so that it cannot be changed.</summary>
    public static KomodoRefusal Busy(string type) => new(StatusCodes.Status500InternalServerError, $"{type} busy");

    public static KomodoRefusal Unknown(string type) => new(StatusCodes.Status500InternalServerError, $"invalid request type: {type}", $"unknown variant `{type}`");

    public static KomodoRefusal Unreadable(string why) => new(StatusCodes.Status422UnprocessableEntity, "Failed to deserialize the JSON body into the target type", why);
}
