using System.Text.Json;
using HomeLab.ServiceDefaults.Messaging;
using Npgsql;

namespace HomeLab.Crash.Recorder;

/// <summary>Writes down each message that is handed over; neither the table nor this code drops a second one.</summary>
sealed class RecordingHandler<TFact> : IFactHandler<TFact>
    where TFact : class
{
    public async Task HandleAsync(TFact fact, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO handled (urn, body) VALUES ($1, $2::jsonb)", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = Wire.UrnOf(typeof(TFact)) }, new() { Value = JsonSerializer.Serialize(fact, Wire.Json) } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
