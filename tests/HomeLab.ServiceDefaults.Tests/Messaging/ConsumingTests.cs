using System.Diagnostics;
using System.Net;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Telemetry;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HomeLab.ServiceDefaults.Tests.Messaging;

public sealed class ConsumingTests : IAsyncLifetime
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
    public async Task A_hint_becomes_due_work_of_the_trace_that_it_comes_from()
    {
        await using var service = await Doors.StartAsync(database.ConnectionString, broker);

        string trace;
        using (var span = HomeLabTelemetry.Source.StartActivity("door moves"))
        {
            trace = span!.TraceId.ToHexString();
            await service.PublishAsync(new DoorMoved { Door = "front" });
        }

        await Eventually.TrueAsync(async () => await service.QueryAsync<long>("SELECT count(*) FROM homelab.work") == 1, "work is due");
        Assert.Equal("front", await service.QueryAsync<string>("SELECT key FROM homelab.work WHERE kind = 'door'"));
        var parent = await service.QueryAsync<string>("SELECT causes->0->>'TraceParent' FROM homelab.work");
        Assert.Equal(trace, ActivityContext.Parse(parent, null).TraceId.ToHexString());
        Assert.Equal("DoorMoved front", await service.QueryAsync<string>("SELECT concat_ws(' ', causes->0->>'Kind', causes->0->>'Key') FROM homelab.work"));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task A_fact_that_fails_three_times_is_a_dead_letter_and_can_be_replayed()
    {
        var trouble = new DoorLog.Trouble { Rule = (fact, _) => fact.Number == 13 ? new InvalidOperationException("Unlucky.") : null };
        await using var service = await Doors.StartAsync(database.ConnectionString, broker, trouble);
        var letters = service.Services.GetRequiredService<DeadLetters>();
        Assert.Empty(await letters.ListAsync(10, CancellationToken.None));

        await service.PublishAsync(
            new DoorOpened { Door = "front", Number = 12 }, new DoorOpened { Door = "front", Number = 13 },
            new DoorOpened { Door = "front", Number = 14 });

        await service.EventuallyOpenedAsync(12, 14);
        await Eventually.TrueAsync(async () => (await letters.ListAsync(10, CancellationToken.None)).Count == 1, "one dead letter");
        // Three of 13; the others once, or once more when they shared its first transaction.
        Assert.InRange(trouble.Attempts, 5, 7);
        var letter = Assert.Single(await letters.ListAsync(10, CancellationToken.None));
        Assert.Equal(("doors.test.door-opened.v1", "homelab:test:door-opened:v1"), (letter.Queue, letter.Type));
        Assert.Contains("Unlucky.", letter.Error, StringComparison.Ordinal);
        Assert.Contains("13", letter.Body, StringComparison.Ordinal);
        Assert.NotNull(letter.At);

        trouble.Rule = (_, _) => null;
        Assert.False(await letters.ReplayAsync(letter.Queue, Guid.NewGuid().ToString(), CancellationToken.None));
        Assert.True(await letters.ReplayAsync(letter.Queue, letter.Id, CancellationToken.None));

        await service.EventuallyOpenedAsync(12, 14, 13);
        Assert.Empty(await letters.ListAsync(10, CancellationToken.None));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task Dead_letters_keep_their_order_however_often_they_are_looked_at()
    {
        var trouble = new DoorLog.Trouble { Rule = (_, _) => new InvalidOperationException("Never.") };
        await using var service = await Doors.StartAsync(database.ConnectionString, broker, trouble);
        var letters = service.Services.GetRequiredService<DeadLetters>();

        await service.PublishAsync([.. Enumerable.Range(1, 4).Select(n => new DoorOpened { Door = "front", Number = n })]);
        await Eventually.TrueAsync(async () => (await letters.ListAsync(10, CancellationToken.None)).Count == 4, "four dead letters");
        var first = await letters.ListAsync(10, CancellationToken.None);
        for (var look = 0; look < 25; look++)
        {
            Assert.Equal(2, (await letters.ListAsync(2, CancellationToken.None)).Count);
        }

        Assert.Equal(first, await letters.ListAsync(10, CancellationToken.None));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task A_burst_of_facts_keeps_its_order_around_one_that_fails()
    {
        var trouble = new DoorLog.Trouble { Rule = (fact, _) => fact.Number == 170 ? new InvalidOperationException("Unlucky.") : null };
        await using var service = await Doors.StartAsync(database.ConnectionString, broker, trouble);
        var numbers = Enumerable.Range(1, 400).ToList();

        foreach (var chunk in numbers.Chunk(50))
        {
            await service.PublishAsync([.. chunk.Select(n => new DoorOpened { Door = "front", Number = n })]);
        }

        await service.EventuallyOpenedAsync([.. numbers.Where(n => n != 170)]);
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task An_outage_of_the_own_database_makes_no_dead_letter()
    {
        var trouble = new DoorLog.Trouble { Rule = (_, attempt) => attempt < 6 ? new NpgsqlException("Connection refused.") : null };
        await using var service = await Doors.StartAsync(database.ConnectionString, broker, trouble);

        await service.PublishAsync(new DoorOpened { Door = "front", Number = 1 }, new DoorOpened { Door = "front", Number = 2 });

        await service.EventuallyOpenedAsync(1, 2);
        Assert.Empty(await service.Services.GetRequiredService<DeadLetters>().ListAsync(10, CancellationToken.None));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task What_is_held_at_shutdown_goes_back_to_its_queue()
    {
        var outage = new DoorLog.Trouble { Rule = (_, _) => new NpgsqlException("Connection refused.") };
        await using (var service = await Doors.StartAsync(database.ConnectionString, broker, outage))
        {
            await service.PublishAsync(new DoorOpened { Door = "front", Number = 1 }, new DoorOpened { Door = "front", Number = 2 });
            await Eventually.TrueAsync(() => outage.Attempts > 0, "the message is held");
        }

        await using var next = await Doors.StartAsync(database.ConnectionString, broker);

        await next.EventuallyOpenedAsync(1, 2);
        Assert.Empty(await next.Services.GetRequiredService<DeadLetters>().ListAsync(10, CancellationToken.None));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task A_message_of_another_type_or_no_message_at_all_is_a_dead_letter_at_once()
    {
        await using var service = await Doors.StartAsync(database.ConnectionString, broker);
        await service.ExecuteAsync(
            """
            INSERT INTO homelab.outbox (message_id, urn, exchange, body, created_at, due_at) VALUES
                (gen_random_uuid(), 'homelab:test:window-opened:v1', 'homelab.test.door-opened.v1', '{"door":"a","number":1}', '2026-01-01', '2026-01-01'),
                (gen_random_uuid(), 'homelab:test:door-opened:v1', 'homelab.test.door-opened.v1', '{"door":"a"}', '2026-01-01', '2026-01-01'),
                (gen_random_uuid(), 'homelab:test:door-opened:v1', 'homelab.test.door-opened.v1', '"nonsense"', '2026-01-01', '2026-01-01');
            """);
        await service.PublishAsync(new DoorOpened { Door = "front", Number = 2 });

        await service.EventuallyOpenedAsync(2);
        var letters = service.Services.GetRequiredService<DeadLetters>();
        await Eventually.TrueAsync(async () => (await letters.ListAsync(10, CancellationToken.None)).Count == 3, "three dead letters");
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task The_inbox_is_forgotten_after_its_retention()
    {
        await using var service = await Doors.StartAsync(
            database.ConnectionString, broker, settings: new Dictionary<string, string?>
            {
                ["Messaging:CleaningInterval"] = "00:00:01",
                ["Messaging:InboxRetention"] = "1.00:00:00",
            });
        await service.ExecuteAsync(
            "INSERT INTO homelab.inbox SELECT 'old', gen_random_uuid(), '2020-01-01' FROM generate_series(1, 12000)");
        await service.PublishAsync(new DoorOpened { Door = "front", Number = 1 });
        await service.EventuallyOpenedAsync(1);

        await Eventually.TrueAsync(async () => await service.QueryAsync<long>("SELECT count(*) FROM homelab.inbox") == 1, "one is left");
    }
}
