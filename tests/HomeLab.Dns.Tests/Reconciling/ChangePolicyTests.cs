using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Dns.Tests.Reconciling;

/// <summary>What may become of a record is said by its document, and counts when the document is gone.</summary>
public class ChangePolicyTests
{
    readonly FakeInventory inventory = new();

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-32")]
    public async Task A_record_is_deleted_or_kept_or_not_even_changed_as_its_document_said()
    {
        inventory.Declare("sync", """{"name":"sync.example.org","type":"A","values":["192.0.2.1"]}""");
        inventory.Declare("upsert", """{"name":"upsert.example.org","type":"A","values":["192.0.2.1"],"policy":"upsertOnly"}""");
        inventory.Declare("create", """{"name":"create.example.org","type":"A","values":["192.0.2.1"],"policy":"createOnly"}""");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        inventory.Change(lab =>
        {
            foreach (var document in lab.Documents)
            {
                document.SpecJson = document.SpecJson.Replace("192.0.2.1", "192.0.2.2", StringComparison.Ordinal);
            }
        });

        await host.LookAsync();
        Assert.Equal(["create.example.org 192.0.2.1", "sync.example.org 192.0.2.2", "upsert.example.org 192.0.2.2"], await RecordsAsync(host));
        inventory.Change(lab => lab.Documents.Clear());
        await host.LookAsync();

        await Eventually.PassesAsync(async () => Assert.Equal(["create.example.org 192.0.2.1", "upsert.example.org 192.0.2.2"], await RecordsAsync(host)));
        Assert.Equal(["CreateOnly", "UpsertOnly"], (await host.LookAsync()).Withheld.Select(line => line.ReasonCode).Order(StringComparer.Ordinal));
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-32")]
    public async Task A_record_is_deleted_or_kept_or_not_even_changed_as_its_endpoint_said()
    {
        foreach (var policy in new[] { "", "upsertOnly", "createOnly" })
        {
            inventory.Publish($"x{policy}".ToLowerInvariant(), "192.0.2.1");
            inventory.Change(lab => lab.Endpoints[^1].Publication.Policy = policy);
        }
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        inventory.Change(lab =>
        {
            foreach (var endpoint in lab.Endpoints)
            {
                endpoint.Publication.Target = "192.0.2.2";
            }
        });

        await host.LookAsync();
        Assert.Equal(["x.example.org 192.0.2.2", "xcreateonly.example.org 192.0.2.1", "xupsertonly.example.org 192.0.2.2"], await RecordsAsync(host));
        inventory.Change(lab => lab.Endpoints.Clear());
        await host.LookAsync();

        await Eventually.PassesAsync(async () => Assert.Equal(["xcreateonly.example.org 192.0.2.1", "xupsertonly.example.org 192.0.2.2"], await RecordsAsync(host)));
    }

    static async Task<IEnumerable<string>> RecordsAsync(DnsHost host) =>
        (await host.RecordsAsync()).Select(record => $"{record.Name} {record.Content}").Order(StringComparer.Ordinal);
}
