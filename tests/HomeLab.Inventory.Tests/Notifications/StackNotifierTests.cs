using System.Security.Cryptography;
using System.Text.Json;
using HomeLab.Contracts.Stacks;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Npgsql;

namespace HomeLab.Inventory.Tests.Notifications;

/// <summary>As <see cref="NotifierTests"/>, on a database of its own: one that knows another lab would tell whom that names.</summary>
public sealed class StackNotifierTests(DatabaseFixture database, VirtualHostFixture broker) : IClassFixture<DatabaseFixture>, IClassFixture<VirtualHostFixture>
{
    static readonly DateTimeOffset At = new(2026, 11, 21, 20, 0, 0, TimeSpan.Zero);
    static readonly string Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    [Proves("STACK-33")]
    public async Task People_are_told_of_stacks_that_failed_went_back_or_flap_and_of_the_rest_where_they_ask_for_it()
    {
        await using var receiver = await Receiver.StartAsync();
        using var lab = new TemporaryDirectory();
        lab.Write("lab.yaml", $$"""
            apiVersion: homelab/v1
            kind: Lab
            metadata: {name: home}
            spec:
              notifications:
                - {name: phone, kind: ntfy, url: "{{receiver.Url}}/my-lab", token: {env: NTFY_TOKEN} }
                - {name: hook, kind: webhook, url: "{{receiver.Url}}/hook", token: {env: HOOK_KEY}, events: [stackDeployed, stackDrifted, stackUpdateAvailable]}
            """);
        await using var service = InventoryProcess.Start(
            database.ConnectionString, broker.ConnectionString, lab.Path, ("HOOK_KEY", $"whsec_{Key}"), ("NTFY_TOKEN", Receiver.NtfyToken),
            ("Notifications__GatherFor", "00:00:00.300"), ("Notifications__PollInterval", "00:00:00.100"), ("Notifications__RetryAfter", "00:00:00.200"));
        await Eventually.TrueAsync(async () => (await service.SnapshotAsync())?.Sources.Any(it => it is { Name: "lab", Complete: true }) == true, "the lab is read");

        await PublishAsync(
            new StackDeployed { Stack = "docker/nas/web", Operation = Guid.NewGuid(), Kind = "update", Commit = "3f2a9c1", Services = ["app"], At = At },
            new StackFailed { Stack = "docker/nas/new", Operation = Guid.NewGuid(), Kind = "deploy", Reason = "There is no such image.", Commit = "", At = At },
            new StackFailed { Stack = "docker/nas/shop", Operation = Guid.NewGuid(), Kind = "job", Reason = "app/tidy ended with exit code 1.", Commit = "", At = At },
            new StackRolledBack { Stack = "docker/nas/web", Operation = Guid.NewGuid(), Reason = "app did not become healthy within 00:05:00.", FailedCommit = "4", Commit = "3f2a9c1", At = At },
            new StackFlapping { Stack = "docker/nas/sick", Containers = ["sick-app-1"], Restarts = 5, Within = TimeSpan.FromMinutes(5), At = At },
            new StackDrifted { Stack = "docker/nas/web", Fields = ["app: environment LEVEL"], At = At },
            new StackUpdateAvailable { Stack = "docker/nas/web", Service = "app", Image = "docker.io/library/traefik:v3.0", Level = "minor", Current = "v3.0", Available = "v3.1", At = At });

        await Eventually.PassesAsync(() =>
        {
            var phone = string.Concat(receiver.Taken.Where(it => it.Path == "/").Select(it => it.Body));
            Assert.Contains("There is no such image. (deploy)", phone, StringComparison.Ordinal);
            Assert.Contains("app/tidy ended with exit code 1. (job)", phone, StringComparison.Ordinal);
            Assert.Contains("app did not become healthy within 00:05:00. What ran before runs again (3f2a9c1).", phone, StringComparison.Ordinal);
            Assert.Contains("sick-app-1 became unhealthy again after each of 5 restarts", phone, StringComparison.Ordinal);
            Assert.DoesNotContain("LEVEL", phone, StringComparison.Ordinal);
            var hook = receiver.Taken.Where(it => it.Path == "/hook").SelectMany(it => JsonDocument.Parse(it.Body).RootElement.GetProperty("events").EnumerateArray()).Select(it => $"{it.GetProperty("type")} {it.GetProperty("subject")} {it.GetProperty("text")}");
            Assert.Equal(
                [
                    "stackDeployed stack docker/nas/web It runs as wanted and is healthy (update, 3f2a9c1).", "stackDrifted stack docker/nas/web Changed by hand: app: environment LEVEL.",
                    "stackUpdateAvailable stack docker/nas/web app: there is v3.1 of docker.io/library/traefik:v3.0 (minor).",
                ],
                hook.Order(StringComparer.Ordinal));
            return Task.CompletedTask;
        });
    }

    async Task PublishAsync(params object[] facts)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await new Outbox(TimeProvider.System).AddAsync(facts, transaction, CancellationToken.None);
        await transaction.CommitAsync();
    }
}
