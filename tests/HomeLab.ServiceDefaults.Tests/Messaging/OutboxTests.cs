using HomeLab.ServiceDefaults.Messaging;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.ServiceDefaults.Tests.Messaging;

public sealed class OutboxTests : IAsyncLifetime
{
    TestDatabase database = null!;
    string broker = "";

    public async Task InitializeAsync()
    {
        if (Machine.WhyMissing(Requirement.PostgreSql, Requirement.RabbitMq) is null)
        {
            database = await TestDatabase.CreateAsync();
            broker = await TestBroker.CreateVirtualHostAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task A_message_is_published_with_its_transaction_and_not_without()
    {
        await using var service = await Doors.StartAsync(database.ConnectionString, broker);

        await using (var connection = await service.Database.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await service.Services.GetRequiredService<Outbox>()
                .AddAsync(new DoorOpened { Door = "front", Number = 1 }, transaction, CancellationToken.None);
            await transaction.RollbackAsync();
        }
        await service.PublishAsync(new DoorOpened { Door = "front", Number = 2 });

        await service.EventuallyOpenedAsync(2);
        await service.EventuallyRelayedAsync();
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task Messages_arrive_in_the_order_in_which_they_were_added()
    {
        await using var service = await Doors.StartAsync(
            database.ConnectionString, broker, settings: new Dictionary<string, string?> { ["Messaging:BatchSize"] = "64" });

        foreach (var chunk in Enumerable.Range(1, 600).Chunk(40))
        {
            await service.PublishAsync([.. chunk.Select(n => new DoorOpened { Door = "front", Number = n })]);
        }

        await service.EventuallyOpenedAsync([.. Enumerable.Range(1, 600)]);
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task A_crash_between_confirmation_and_deletion_has_no_second_effect()
    {
        await using var service = await Doors.StartAsync(database.ConnectionString, broker);
        // The deletion fails as it would when the process died there: published and confirmed, and still in the table.
        await service.ExecuteAsync(
            """
            CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF (SELECT last_value FROM crashes) < 3 THEN PERFORM nextval('crashes'); RAISE EXCEPTION SQLSTATE '57P01'; END IF;
                RETURN OLD;
            END $$;
            CREATE SEQUENCE crashes;
            CREATE TRIGGER crash BEFORE DELETE ON homelab.outbox FOR EACH ROW EXECUTE FUNCTION crash();
            """);

        await service.PublishAsync(new DoorOpened { Door = "front", Number = 1 });
        await service.EventuallyRelayedAsync();
        await service.PublishAsync(new DoorOpened { Door = "front", Number = 2 });

        await service.EventuallyOpenedAsync(1, 2);
        Assert.Equal(3L, await service.QueryAsync<long>("SELECT last_value FROM crashes"));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task A_message_that_cannot_be_published_holds_up_no_other()
    {
        await using var service = await Doors.StartAsync(database.ConnectionString, broker);
        await service.ExecuteAsync(
            """
            INSERT INTO homelab.outbox (message_id, urn, exchange, body, created_at, due_at)
            VALUES (gen_random_uuid(), 'homelab:test:bad:v1', 'amq.bad', '{}', '2026-01-01', '2026-01-01')
            """);

        await service.PublishAsync(new DoorOpened { Door = "front", Number = 1 }, new DoorOpened { Door = "front", Number = 2 });

        await service.EventuallyOpenedAsync(1, 2);
        await Eventually.PassesAsync(async () =>
        {
            Assert.True(await service.QueryAsync<int>("SELECT max(attempts) FROM homelab.outbox") >= 1);
            Assert.Equal(1L, await service.QueryAsync<long>("SELECT count(*) FROM homelab.outbox"));
        });
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task Two_replicas_relay_each_message_once()
    {
        await using var one = await Doors.StartAsync(database.ConnectionString, broker);
        await using var other = await Doors.StartAsync(database.ConnectionString, broker);

        foreach (var chunk in Enumerable.Range(1, 200).Chunk(20))
        {
            await one.PublishAsync([.. chunk.Select(n => new DoorOpened { Door = "front", Number = n })]);
        }

        // Two of them consume as well, so only what arrived is the same, not the order in which they noted it.
        await Eventually.PassesAsync(async () => Assert.Equal(Enumerable.Range(1, 200), (await one.OpenedAsync()).Order()));
    }
}
