using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Says which keys a hint is about; they are enqueued with the hint as their cause, and the hint is acknowledged.</summary>
/// <remarks>May run more than once for one hint.</remarks>
public interface IHintHandler<in THint>
    where THint : class
{
    ValueTask<IReadOnlyCollection<WorkKey>> KeysOfAsync(THint hint, CancellationToken cancellationToken);

    /// <summary>To what it happened, for people: <see cref="Cause.Key"/>. By default the keys tell it.</summary>
    string? SubjectOf(THint hint) => null;
}
