using HomeLab.ServiceDefaults.Messaging;
using Npgsql;

namespace HomeLab.ServiceDefaults.Tests.Messaging;

/// <summary>Notes each door in the transaction of its fact; fails as long as <see cref="Trouble"/> says so.</summary>
public sealed class DoorLog(DoorLog.Trouble trouble) : IFactHandler<DoorOpened>
{
    public async Task HandleAsync(DoorOpened fact, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO opened (door, number) VALUES ($1, $2)", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = fact.Door }, new() { Value = fact.Number } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
        if (trouble.Next(fact) is { } exception)
        {
            throw exception;
        }
    }

    public sealed class Trouble
    {
        int attempts;

        public Func<DoorOpened, int, Exception?> Rule { get; set; } = (_, _) => null;

        public int Attempts => attempts;

        public Exception? Next(DoorOpened fact) => Rule(fact, Interlocked.Increment(ref attempts));
    }
}
