using System.Diagnostics.CodeAnalysis;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>The result of a read: a value, or that there is none and why. Unavailable is never an empty list.</summary>
public abstract record Observed<T>
{
    Observed() { }

    public sealed record Available(T Value) : Observed<T>;

    public sealed record Unavailable(Reason Reason) : Observed<T>;

    public bool TryGetValue([MaybeNullWhen(false)] out T value, [MaybeNullWhen(true)] out Reason reason)
    {
        (value, reason) = this switch
        {
            Available available => (available.Value, null),
            Unavailable unavailable => (default(T), unavailable.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return reason is null;
    }
}
