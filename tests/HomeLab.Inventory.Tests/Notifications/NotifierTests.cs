using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HomeLab.Contracts.Control;
using HomeLab.Contracts.Dns;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Npgsql;

namespace HomeLab.Inventory.Tests.Notifications;

/// <summary>The service as a process, with facts that come over the broker and receivers that speak HTTP.</summary>
public sealed class NotifierTests(DatabaseFixture database, VirtualHostFixture broker) : IClassFixture<DatabaseFixture>, IClassFixture<VirtualHostFixture>
{
    static readonly DateTimeOffset At = new(2026, 11, 21, 20, 0, 0, TimeSpan.Zero);
    static readonly string Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    [Proves("DNS-40")]
    public async Task Facts_become_messages_of_webhook_ntfy_and_Gotify_and_a_receiver_that_fails_holds_up_nobody()
    {
        await using var receiver = await Receiver.StartAsync();
        using var lab = new TemporaryDirectory();
        lab.Write("lab.yaml", $$"""
            apiVersion: homelab/v1
            kind: Lab
            metadata: {name: home}
            spec:
              notifications:
                - {name: hook, kind: webhook, url: "{{receiver.Url}}/hook", token: {env: HOOK_KEY}, events: [degraded, recovered, changed, addressChanged, approvalRequested]}
                - {name: phone, kind: ntfy, url: "{{receiver.Url}}/my-lab", token: {env: NTFY_TOKEN}, events: [degraded]}
                - {name: desk, kind: gotify, url: "{{receiver.Url}}/gotify", token: {env: GOTIFY_TOKEN}, events: [approvalRequested]}
                - {name: gone, kind: ntfy, url: "http://127.0.0.1:1/my-lab", events: [degraded]}
                - {name: forgetful, kind: webhook, url: "{{receiver.Url}}/hook", token: {env: NOT_SET}, events: [degraded]}
            """);
        await using var service = InventoryProcess.Start(
            database.ConnectionString, broker.ConnectionString, lab.Path,
            ("HOOK_KEY", $"whsec_{Key}"), ("NTFY_TOKEN", Receiver.NtfyToken), ("GOTIFY_TOKEN", Receiver.GotifyToken),
            ("Notifications__GatherFor", "00:00:00.300"), ("Notifications__PollInterval", "00:00:00.100"), ("Notifications__RetryAfter", "00:00:00.200"));
        await Eventually.TrueAsync(async () => (await service.SnapshotAsync())?.Sources.Any(it => it is { Name: "lab", Complete: true }) == true, "the lab is read");

        await PublishAsync(new ZoneDegraded { Zone = "example.org", ReasonCode = "TokenRefused", Reason = "Cloudflare refuses the token.", At = At });

        await Eventually.TrueAsync(() => receiver.Taken.Count == 2, "hook and phone were told");
        var phone = Assert.Single(receiver.Taken, it => it.Path == "/");
        Assert.Equal(
            """{"topic":"my-lab","title":"home: zone example.org degraded","message":"Cloudflare refuses the token. (TokenRefused)","priority":4,"tags":["warning"]}""", phone.Body);
        CheckSignature(Assert.Single(receiver.Taken, it => it.Path == "/hook"));

        // A no, and an answer that never comes although the message was taken, before the yes.
        receiver.Fail(503, 0);
        await PublishAsync(new ZoneConverged { Zone = "example.org", Created = 1, Updated = 0, Deleted = 0, LedgerEntries = [7], At = At });

        await Eventually.TrueAsync(() => receiver.Taken.Count(it => it.Path == "/hook") == 2, "the same message was sent until it was taken");
        var tries = receiver.All.Where(it => it.Path == "/hook").Skip(1).ToList();
        Assert.Equal((503, 200), (tries[0].Status, tries[^1].Status));
        Assert.Contains(tries, it => it.Status == 0);
        Assert.Single(tries.Select(it => (it.Body, it.Headers["webhook-id"], it.Headers["Idempotency-Key"])).Distinct());
        Assert.Equal(["recovered", "changed"], Events(tries[^1]).Select(it => it.GetProperty("type").GetString()));

        await PublishAsync([.. Enumerable.Range(1, 50).Select(i => (object)new ZoneConverged { Zone = $"z{i}.example", Created = 1, Updated = 0, Deleted = 0, LedgerEntries = [i], At = At }),
            new ApprovalRequested
            {
                Service = "dns", Kind = "zone", Key = "example.org", Hash = "abc", ReasonCodes = ["MaxDeletes"], Reason = "12 deletes are more than 10 an hour.",
                Creates = 0, Updates = 0, Deletes = 12, ExpiresAt = At.AddDays(1), At = At,
            },
            new PublicAddressChanged { Uplink = "fibre", Family = "IPv4", Before = "192.0.2.1", After = "192.0.2.2", PrefixLength = 0, Detectors = [], At = At }]);

        await Eventually.TrueAsync(() => Told(receiver).Count == 55, "each fact was told");
        Assert.Equal(55, Told(receiver).Sum(it => it.Value));
        await Eventually.TrueAsync(() => receiver.Taken.Any(it => it.Path == "/gotify/message"), "the desk was told");
        var desk = Assert.Single(receiver.Taken, it => it.Path == "/gotify/message");
        Assert.Contains("12 deletes are more than 10 an hour. It waits until 2026-11-22 20:00 UTC: homelab approve zone/example.org --hash abc", desk.Body, StringComparison.Ordinal);

        await Eventually.PassesAsync(async () =>
        {
            var notifiers = (await service.Client.ListNotifiersAsync(new ListNotifiersRequest(), InventoryProcess.As("test"))).Notifiers;
            Assert.Equal(["hook", "phone", "desk", "gone", "forgetful"], notifiers.Select(it => it.Name));
            Assert.All(notifiers.Take(3), it => Assert.Equal(("", true), (it.Reason, it.TakenAge is not null)));
            Assert.Equal("127.0.0.1 cannot be reached (ConnectionError)", notifiers[3].Reason);
            Assert.Equal("the environment variable NOT_SET is not set", notifiers[4].Reason);
        });
        lock (service.Output)
        {
            Assert.DoesNotContain(service.Output, it => it.Contains(Receiver.NtfyToken, StringComparison.Ordinal) || it.Contains(Key, StringComparison.Ordinal) || it.Contains(Receiver.GotifyToken, StringComparison.Ordinal));
        }
    }

    static JsonElement.ArrayEnumerator Events(Received message) => JsonDocument.Parse(message.Body).RootElement.GetProperty("events").EnumerateArray();

    /// <summary>What the webhook took, each with how often; what a storm left out counts as one that has no name.</summary>
    static Dictionary<string, int> Told(Receiver receiver)
    {
        var told = new Dictionary<string, int>();
        foreach (var message in receiver.Taken.Where(it => it.Path == "/hook"))
        {
            foreach (var one in Events(message))
                told[one.GetProperty("type") + " " + one.GetProperty("subject")] = told.GetValueOrDefault(one.GetProperty("type") + " " + one.GetProperty("subject")) + 1;
            for (var i = JsonDocument.Parse(message.Body).RootElement.GetProperty("omitted").GetInt32(); i > 0; i--)
                told[$"omitted {told.Count}"] = 1;
        }
        return told;
    }

    /// <summary>As https://www.standardwebhooks.com has receivers do it.</summary>
    static void CheckSignature(Received message)
    {
        var signed = $"{message.Headers["webhook-id"]}.{message.Headers["webhook-timestamp"]}.{message.Body}";
        var expected = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes(signed)));
        Assert.Equal($"v1,{expected}", message.Headers["webhook-signature"]);
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
