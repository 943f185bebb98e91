using System.Diagnostics;
using Npgsql;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>A fact that was delivered and waits for its transaction.</summary>
/// <param name="Channel">Of which consumer's deliveries <paramref name="Tag"/> is the number, from 1.</param>
sealed record ArrivedFact(
    string Channel, ulong Tag, Guid MessageId, Func<NpgsqlTransaction, CancellationToken, Task> Handle, CancellationToken CancellationToken)
{
    /// <summary>The span of its delivery.</summary>
    public Activity? Origin { get; } = Activity.Current;

    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Handles it within the span of its delivery, whoever's turn it is.</summary>
    public async Task HandleAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        Activity.Current = Origin;
        await Handle(transaction, cancellationToken);
    }
}
