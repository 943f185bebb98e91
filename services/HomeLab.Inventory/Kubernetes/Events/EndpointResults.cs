using Dapper;
using HomeLab.Contracts.Dns;
using HomeLab.Lab;
using HomeLab.ServiceDefaults.Messaging;
using Npgsql;

namespace HomeLab.Inventory.Kubernetes.Events;

/// <summary>Remembers what became of endpoints' names, for those who tell the objects that asked.</summary>
sealed class EndpointResults : IFactHandler<EndpointResultChanged>
{
    public Task HandleAsync(EndpointResultChanged fact, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO endpoint_result (endpoint, zone, result, reason_code, reason, records, at)
            SELECT address, @Zone, @Result, @ReasonCode, @Reason, @records::json, @At FROM endpoint WHERE address = @Endpoint FOR KEY SHARE
            ON CONFLICT (endpoint, zone) DO UPDATE SET result = excluded.result, reason_code = excluded.reason_code, reason = excluded.reason,
                records = excluded.records, at = excluded.at
            -- Two replicas of Dns may hand a zone over while a fact is on its way.
            WHERE endpoint_result.at <= excluded.at
            """,
            new { fact.Endpoint, fact.Zone, fact.Result, fact.ReasonCode, fact.Reason, records = LabJson.Write(fact.Records), fact.At },
            transaction, cancellationToken: cancellationToken));
}
