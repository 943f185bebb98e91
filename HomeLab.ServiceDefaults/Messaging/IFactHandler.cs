using Npgsql;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Takes a fact into this service's database, once.</summary>
public interface IFactHandler<in TFact>
    where TFact : class
{
    /// <summary>
    /// Writes the effect within the transaction in which the fact is remembered. An exception rolls both back; after three attempts
    /// the fact is a dead letter, unless the database was away, which is waited for.
    /// </summary>
    Task HandleAsync(TFact fact, NpgsqlTransaction transaction, CancellationToken cancellationToken);
}
