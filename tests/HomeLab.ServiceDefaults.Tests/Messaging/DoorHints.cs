using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.ServiceDefaults.Tests.Messaging;

public sealed class DoorHints : IHintHandler<DoorMoved>
{
    public ValueTask<IReadOnlyCollection<WorkKey>> KeysOfAsync(DoorMoved hint, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyCollection<WorkKey>>([new("door", hint.Door)]);

    public string? SubjectOf(DoorMoved hint) => hint.Door;
}
