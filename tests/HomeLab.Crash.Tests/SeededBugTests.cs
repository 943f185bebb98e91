using HomeLab.Crash.Checking;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Npgsql;
using RabbitMQ.Client;
using Xunit.Abstractions;

namespace HomeLab.Crash.Tests;

/// <summary>Who checks the checker: it says nothing of a clean recovery, and finds each bug that is put in from outside.</summary>
[Collection(nameof(CrashRunTests))]
public sealed class SeededBugTests(ITestOutputHelper output)
{
    static readonly CrashOptions Options = new() { SettleSeconds = 60 };

    [RequiresFact(Requirement.RabbitMq, Requirement.PostgreSql)]
    public async Task The_checker_is_silent_over_a_clean_recovery_and_finds_a_lost_message_a_doubled_effect_and_a_missing_intent()
    {
        var state = Directory.CreateTempSubdirectory("homelab-crash-").FullName;
        await using (var detour = new RepeatingDetour())
        await using (var fleet = await CrashFleet.StartAsync(state, TimeProvider.System, await detour.StartAsync()))
        {
            detour.Target = fleet.Outside;
            var books = new Books(fleet.Sources, TimeProvider.System);
            await books.BeginAsync();
            var run = new CrashRun(fleet, books, Options, TimeProvider.System, output.WriteLine);

            await fleet.Lab.WriteAsync("first", "A", ["192.0.2.1"]);
            await fleet.Lab.WriteAsync("second", "A", ["192.0.2.2", "198.51.100.2"]);
            await fleet.Dns[0].KillAsync();
            await fleet.Dns[0].StartAsync(CancellationToken.None);
            Assert.Empty(await run.SettleAsync());

            await LoseAMessageAsync(fleet, books);
            Assert.Contains(Checker.Check(await books.ReadAsync()), violation => violation.Promise == "NoMessageIsLost");
            await DatabaseBooks.ExecuteAsync(
                fleet.ConnectionString("dns-db"), "DELETE FROM audit.sent WHERE message_id <> ALL(@ids)",
                new NpgsqlParameter("ids", (await books.ReadAsync()).Remembered.ToArray()));
            Assert.Empty(await run.SettleAsync());

            detour.RepeatNextWrite();
            await fleet.Lab.WriteAsync("first", "A", ["192.0.2.11"]);
            Assert.Equal("EffectsAreSettled", Assert.Single(await run.SettleAsync()).Promise);

            await LoseAnIntentAsync(fleet);
            await fleet.Lab.WriteAsync("fourth", "A", ["192.0.2.4"]);
            await Eventually.PassesAsync(async () => Assert.Contains(
                Checker.Check(await books.ReadAsync()), violation => violation is { Promise: "NoOrphan" } && violation.What.Contains("fourth", StringComparison.Ordinal)));
            Assert.Contains(Checker.Check(await books.ReadAsync()), violation => violation.Promise == "LedgerIsPaired");
        }
        Directory.Delete(state, recursive: true);
    }

    /// <summary>Takes one from the receiver's queue while the receiver is down.</summary>
    static async Task LoseAMessageAsync(CrashFleet fleet, Books books)
    {
        await fleet.Recorder.KillAsync();
        await fleet.Lab.WriteAsync("third", "A", ["192.0.2.3"]);
        await using var connection = await new ConnectionFactory { Uri = fleet.Broker.Address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await Eventually.TrueAsync(
            async () => await channel.BasicGetAsync("recorder.dns.zone-converged.v1", autoAck: true) is not null, "the fact is published");
        await fleet.Recorder.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(async () => (await books.ReadAsync()).Queues.Count == 0, "the rest is handled");
    }

    /// <summary>The next row of an intent is not written, and nobody is told.</summary>
    static Task LoseAnIntentAsync(CrashFleet fleet) => DatabaseBooks.ExecuteAsync(fleet.ConnectionString("dns-db"), """
        CREATE TABLE audit.dropped (id uuid);
        CREATE FUNCTION audit.drop_one() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT FROM audit.dropped) THEN
                RETURN NEW;
            END IF;
            INSERT INTO audit.dropped VALUES (NEW.id);
            RETURN NULL;
        END $$;
        CREATE TRIGGER drop_one BEFORE INSERT ON homelab.intent FOR EACH ROW EXECUTE FUNCTION audit.drop_one();
        """);
}
