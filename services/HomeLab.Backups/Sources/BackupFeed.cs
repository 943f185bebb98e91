using Dapper;
using Google.Protobuf;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Rpc;
using Npgsql;

namespace HomeLab.Backups.Sources;

/// <summary>Asks Inventory what is wanted, and answers from what it said last when Inventory does not.</summary>
sealed class BackupFeed(DesiredBackups.DesiredBackupsClient inventory, OwnDatabases databases, NpgsqlDataSource database, TimeProvider time)
{
    static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);

    ListDesiredBackupsResponse? saved;

    public async Task<LabBackups> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var deadline = (time.GetUtcNow() + AnswerWithin).UtcDateTime;
            var answer = await inventory.ListDesiredBackupsAsync(new ListDesiredBackupsRequest(), deadline: deadline, cancellationToken: cancellationToken);
            await SaveAsync(answer, cancellationToken);
            return LabBackups.Of(answer, databases.Names);
        }
        catch (RpcException exception) when (!cancellationToken.IsCancellationRequested)
        {
            saved ??= await LoadAsync(cancellationToken);
            var known = saved is null ? LabBackups.Nothing : LabBackups.Of(saved, databases.Names);
            return known with { Silence = $"Inventory does not answer: {RpcSilence.Why(exception.StatusCode)}" };
        }
    }

    async Task SaveAsync(ListDesiredBackupsResponse answer, CancellationToken cancellationToken)
    {
        var lasting = answer.Clone();
        foreach (var source in lasting.Sources)
            source.Age = null;
        if (lasting.Equals(saved))
            return;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO lab (received_at, body) VALUES (@now, @body)
            ON CONFLICT (only_one) DO UPDATE SET received_at = excluded.received_at, body = excluded.body
            """,
            new { now = time.GetUtcNow().UtcDateTime, body = lasting.ToByteArray() }, cancellationToken: cancellationToken));
        saved = lasting;
    }

    async Task<ListDesiredBackupsResponse?> LoadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<byte[]>(new CommandDefinition("SELECT body FROM lab", cancellationToken: cancellationToken)) is { } body
            ? ListDesiredBackupsResponse.Parser.ParseFrom(body)
            : null;
    }
}
