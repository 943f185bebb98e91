using Grpc.Core;
using Grpc.Net.Client;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.ServiceDefaults.Sealing;
using HomeLab.ServiceDefaults.Tests.Messaging;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.ServiceDefaults.Tests;

public sealed class ControlTests : IAsyncLifetime
{
    static readonly Dictionary<string, string?> Settings = new()
    {
        ["Rpc:Callers:web:Secret"] = "0123456789abcdef",
        ["Rpc:Callers:web:Role"] = "Viewer",
        ["Rpc:Callers:cli:Secret"] = "fedcba9876543210",
        ["Rpc:Callers:cli:Role"] = "Operator",
    };

    TestDatabase database = null!;
    TestService service = null!;
    GrpcChannel channel = null!;
    readonly DoorLog.Trouble trouble = new();

    Contracts.Grpc.Control.Control.ControlClient Client => new(channel);

    static Metadata Viewer => new() { { "authorization", "Bearer web.0123456789abcdef" } };

    static Metadata Operator => new() { { "authorization", "Bearer cli.fedcba9876543210" } };

    public async Task InitializeAsync()
    {
        if (Machine.WhyMissing(Requirement.PostgreSql, Requirement.RabbitMq) is null)
        {
            database = await TestDatabase.CreateAsync();
            service = await Doors.StartAsync(
                database.ConnectionString, await TestBroker.CreateVirtualHostAsync(), trouble, Settings);
            channel = GrpcChannel.ForAddress(service.Addresses[1]);
        }
    }

    public async Task DisposeAsync()
    {
        if (database is not null)
        {
            channel.Dispose();
            await service.DisposeAsync();
            await database.DisposeAsync();
        }
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task Work_is_listed_and_made_due_by_an_operator()
    {
        await service.Services.GetRequiredService<WorkQueue>().EnqueueAsync(
            [new WorkKey("door", "front")], Cause.Here("Test", "test", DateTimeOffset.UnixEpoch), CancellationToken.None);

        await Client.ReconcileAsync(new ReconcileRequest { Kind = "door", Key = "front" }, Operator);

        var work = Assert.Single((await Client.ListWorkAsync(new ListWorkRequest(), Viewer)).Work);
        Assert.Equal(("door", "front", "", false), (work.Kind, work.Key, work.Outcome, work.IsLeased));
        Assert.Equal("cli", await service.QueryAsync<string>("SELECT causes->1->>'Actor' FROM homelab.work"));
        await FailsAsync(StatusCode.PermissionDenied, Client.ReconcileAsync(new ReconcileRequest { Kind = "door", Key = "front" }, Viewer));
        await FailsAsync(StatusCode.NotFound, Client.ReconcileAsync(new ReconcileRequest { Kind = "door", Key = "back" }, Operator));
        await FailsAsync(StatusCode.NotFound, Client.GetPlanAsync(new GetPlanRequest { Kind = "door", Key = "front" }, Viewer));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task A_plan_is_shown_as_it_was_made()
    {
        await service.ExecuteAsync(
            """
            INSERT INTO homelab.work (kind, key, due_at, outcome, reason_code, reason, outcome_at, plan_hash, plan, plan_at)
            VALUES ('door', 'front', '2026-01-01', 'Waiting', 'Locked', 'It is locked.', '2026-01-01', 'abc', '{"changes":[]}', '2026-01-01T10:00Z')
            """);

        var plan = await Client.GetPlanAsync(new GetPlanRequest { Kind = "door", Key = "front" }, Viewer);

        Assert.Equal(("abc", """{"changes": []}"""), (plan.Hash, plan.Json));
        Assert.Equal(new DateTime(2026, 1, 1, 10, 0, 0, DateTimeKind.Utc), plan.At.ToDateTime());
        Assert.Equal("Locked", Assert.Single((await Client.ListWorkAsync(new ListWorkRequest(), Viewer)).Work).ReasonCode);
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task History_is_read_from_the_newest_by_prefix_and_in_pages()
    {
        await service.ExecuteAsync(
            """
            INSERT INTO homelab.ledger (at, entry, change_id, kind, key, object, action, actor, result, reason, cause_kind, cause_key, trace_id, detail)
            SELECT '2026-01-01', 'intent', gen_random_uuid(), 'door', 'front', CASE WHEN n % 2 = 0 THEN 'a/' ELSE 'b_' END || n, 'open', 'cli',
                null, 'Because.', 'Test', 'test', null, '{}' FROM generate_series(1, 10) n
            """);

        var all = (await Client.ListHistoryAsync(new ListHistoryRequest(), Viewer)).Entries;
        var page = (await Client.ListHistoryAsync(new ListHistoryRequest { Object = "a/", Limit = 2, Before = all[2].Id }, Viewer)).Entries;

        Assert.Equal(10, all.Count);
        Assert.Equal(["a/6", "a/4"], page.Select(e => e.Object));
        await FailsAsync(StatusCode.InvalidArgument, Client.ListHistoryAsync(new ListHistoryRequest { Limit = 1001 }, Viewer));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task History_is_verified_and_shows_the_seal_that_covers_an_entry()
    {
        const string Insert =
            """
            INSERT INTO homelab.ledger (at, entry, change_id, kind, key, object, action, actor, result, reason, cause_kind, cause_key, trace_id, detail)
            VALUES ('2026-01-01', 'intent', gen_random_uuid(), 'door', 'front', 'a', 'open', 'cli', null, 'Because.', 'Test', 'test', null, '{}')
            """;
        await service.ExecuteAsync(Insert);
        var seals = new LedgerSeals(service.Database, TimeProvider.System);
        await Eventually.TrueAsync(async () => await seals.SealAsync(CancellationToken.None) is not null, "a seal");
        await service.ExecuteAsync(Insert);

        var whole = await Client.VerifyHistoryAsync(new VerifyHistoryRequest(), Viewer);
        var history = (await Client.ListHistoryAsync(new ListHistoryRequest(), Viewer)).Entries;
        await service.ExecuteAsync("ALTER TABLE homelab.ledger DISABLE TRIGGER ALL; UPDATE homelab.ledger SET actor = 'nobody' WHERE id = 1");
        var broken = await Client.VerifyHistoryAsync(new VerifyHistoryRequest { KnownSeal = whole.Seal }, Viewer);

        Assert.Equal((1, 1, 0, ""), (whole.Entries, whole.SealedThrough, whole.FirstBrokenId, whole.Reason));
        Assert.Equal(["", whole.Seal], history.Select(e => e.Seal));
        Assert.Equal((1, "Entry 1 was altered after seal 1 was made."), (broken.FirstBrokenId, broken.Reason));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task A_dead_letter_is_shown_and_replayed_by_an_operator()
    {
        trouble.Rule = (_, _) => new InvalidOperationException("Unlucky.");
        await service.PublishAsync(new DoorOpened { Door = "front", Number = 13 });
        await Eventually.TrueAsync(
            async () => (await Client.ListDeadLettersAsync(new ListDeadLettersRequest(), Viewer)).DeadLetters.Count == 1, "a dead letter");
        trouble.Rule = (_, _) => null;

        var letter = (await Client.ListDeadLettersAsync(new ListDeadLettersRequest(), Viewer)).DeadLetters[0];
        await FailsAsync(StatusCode.PermissionDenied, Client.ReplayDeadLetterAsync(new() { Queue = letter.Queue, Id = letter.Id }, Viewer));
        await Client.ReplayDeadLetterAsync(new() { Queue = letter.Queue, Id = letter.Id }, Operator);

        await service.EventuallyOpenedAsync(13);
        await FailsAsync(StatusCode.NotFound, Client.ReplayDeadLetterAsync(new() { Queue = letter.Queue, Id = letter.Id }, Operator));
    }

    static async Task FailsAsync<T>(StatusCode status, AsyncUnaryCall<T> call) =>
        Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
}
