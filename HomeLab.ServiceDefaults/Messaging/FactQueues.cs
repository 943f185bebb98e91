using System.Collections.Concurrent;
using Npgsql;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>The queues of facts of this service.</summary>
sealed class FactQueues(NpgsqlDataSource database, OutagePatience patience, TimeProvider time)
{
    readonly ConcurrentDictionary<string, FactQueue> queues = new();

    public FactQueue Of(string queue) => queues.GetOrAdd(queue, name => new FactQueue(name, database, patience, time));
}
