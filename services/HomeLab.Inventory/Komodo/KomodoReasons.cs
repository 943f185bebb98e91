using HomeLab.Inventory.Sources;
using HomeLab.Komodo;
using HomeLab.Lab;

namespace HomeLab.Inventory.Komodo;

/// <summary>Tells from what the client throws why a Core could not be read.</summary>
static class KomodoReasons
{
    public static Refusal Of(Exception exception) => exception switch
    {
        SourceUnavailableException unavailable => unavailable.Why,
        KomodoException komodo => new Refusal(CodeOf(komodo), komodo.Message, ""),
        _ => new Refusal("ConnectionLost", exception.Message, ""),
    };

    /// <summary>Whether the rest can be read all the same.</summary>
    public static bool IsOfOneRead(KomodoException exception) =>
        exception.Failure is KomodoFailure.Rejected or KomodoFailure.Forbidden or KomodoFailure.NotFound or KomodoFailure.Failed;

    static string CodeOf(KomodoException exception) => exception.Failure switch
    {
        KomodoFailure.KeyRefused => "Unauthorized",
        KomodoFailure.TooMany => "TooManyRequests",
        KomodoFailure.Failed => "ServerError",
        KomodoFailure.Unreadable => "MalformedAnswer",
        KomodoFailure.Unavailable when exception.Status is null => "Unreachable",
        var failure => failure.ToString(),
    };
}
