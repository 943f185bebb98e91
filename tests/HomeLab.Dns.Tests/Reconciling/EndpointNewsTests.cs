using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Dns.Tests.Reconciling;

/// <summary>What became of a name is told to whoever asked for it, when it is another thing than before.</summary>
public class EndpointNewsTests
{
    readonly FakeInventory inventory = new();

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_became_of_names_is_told_once()
    {
        inventory.Lab.ToldSources.Add("docker/host");
        inventory.Publish("web", "192.0.2.1");
        inventory.Publish("taken", "192.0.2.2");
        await using var host = await DnsHost.StartAsync(inventory);
        var foreign = await host.PutAsync("taken.example.org", "192.0.2.9");

        await host.LookAsync();
        Assert.Equal(["taken Refused ForeignRecord", "web Converged "], await ToldAsync(host));
        await host.LookAsync();
        Assert.Equal(2, (await ToldAsync(host)).Count);
        await host.Somebody.DeleteRecordAsync(host.ZoneId, foreign.Id, default);
        await host.DoubtAsync("example.org");
        await host.LookAsync();

        Assert.Equal(["taken Refused ForeignRecord", "web Converged ", "taken Converged "], await ToldAsync(host));
        Assert.Equal("taken.example.org A 192.0.2.2", await host.QueryAsync<string>(
            "SELECT body->'records'->>0 FROM homelab.outbox WHERE urn LIKE '%endpoint-result-changed%' ORDER BY id DESC LIMIT 1"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_waits_for_a_person_is_told_and_so_is_a_zone_that_cannot_be_read()
    {
        inventory.Lab.ToldSources.Add("docker/host");
        inventory.Lab.Policy.Apply = "approve";
        inventory.Publish("web", "192.0.2.1");
        await using var host = await DnsHost.StartAsync(inventory);

        await host.LookAsync();
        Assert.Equal(["web Waiting ApprovalRequired"], await ToldAsync(host));
        await host.ApproveAsync((await host.ProposalAsync())!.Hash);
        await Eventually.PassesAsync(async () => Assert.Equal(["web Waiting ApprovalRequired", "web Converged "], await ToldAsync(host)));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Sources_that_the_lab_does_not_name_are_told_nothing()
    {
        inventory.Lab.ToldSources.Add("docker/hos");
        inventory.Publish("web", "192.0.2.1");
        await using var host = await DnsHost.StartAsync(inventory);

        await host.LookAsync();

        Assert.Empty(await ToldAsync(host));
    }

    static async Task<IReadOnlyList<string>> ToldAsync(DnsHost host) => await host.QueryAsync<string[]>(
        """
        SELECT coalesce(array_agg(concat_ws(' ', split_part(split_part(body->>'endpoint', '/', 3), '#', 1), body->>'result', body->>'reasonCode') ORDER BY id), '{}')
        FROM homelab.outbox WHERE urn LIKE '%endpoint-result-changed%'
        """);
}
