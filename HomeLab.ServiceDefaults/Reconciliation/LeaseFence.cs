using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Keeps a look that was overtaken from writing what it learned into the service's own tables.</summary>
public sealed class LeaseFence
{
    readonly Func<NpgsqlTransaction, CancellationToken, Task> hold;

    internal LeaseFence(Func<NpgsqlTransaction, CancellationToken, Task> hold) => this.hold = hold;

    /// <summary>Until the transaction ends nobody else takes the key. Throws <see cref="LeaseLostException"/> when somebody has.</summary>
    public Task HoldAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken) => hold(transaction, cancellationToken);
}
