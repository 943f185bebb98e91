using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Mirror;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Reconciling;
using HomeLab.Dns.Records;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;
using Endpoint = HomeLab.Contracts.Grpc.Inventory.Endpoint;

namespace HomeLab.Dns.Tests.Reconciling;

/// <summary>Names of the rules of tunnels become aliases into them; those that cloudflared made stay its own.</summary>
public class TunnelNamesTests
{
    const string Source = "cloudflare/example.org/tunnels";
    const string Target = "c1744f8b-faa1-48a4-9e5c-02ac921467fa.cfargotunnel.com";
    readonly FakeInventory inventory = new();

    public TunnelNamesTests() => inventory.Change(lab =>
    {
        lab.Lab.Cloudflare.PublishesTunnels = true;
        lab.Sources.Add(new Source { Name = Source, Complete = true, Age = Duration.FromTimeSpan(TimeSpan.Zero) });
    });

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_alias_into_a_tunnel_comes_and_goes_with_its_rule_and_stays_while_nobody_can_tell()
    {
        Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        var record = Assert.Single(await host.RecordsAsync());
        Assert.Equal(("CNAME", Target, true), (record.Type, record.Content, record.Proxied));

        inventory.Change(lab => (lab.Sources[^1].Complete, lab.Sources[^1].ReasonCode) = (false, "TokenRefused"));
        inventory.Change(lab => lab.Endpoints.Clear());
        Assert.Equal("SourceIncomplete", Assert.Single((await host.LookAsync()).Withheld).ReasonCode);
        Assert.Single(await host.RecordsAsync());

        inventory.Change(lab => (lab.Sources[^1].Complete, lab.Sources[^1].ReasonCode) = (true, ""));
        await host.LookAsync();
        await Eventually.PassesAsync(async () => Assert.Empty(await host.RecordsAsync()));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Tunnels_that_cannot_be_read_hinder_nobody_while_they_ask_for_nothing()
    {
        inventory.Change(lab =>
        {
            lab.Lab.Cloudflare.PublishesTunnels = false;
            lab.Sources[^1].Complete = false;
        });
        inventory.Publish("web");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        Assert.Single(await host.RecordsAsync());

        inventory.Remove("web");
        await host.LookAsync();

        await Eventually.PassesAsync(async () => Assert.Empty(await host.RecordsAsync()));
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-24")]
    public async Task What_cloudflared_made_is_adopted_only_when_a_person_asks()
    {
        Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        var made = await host.Somebody.CreateRecordAsync(
            host.ZoneId, new() { Type = "CNAME", Name = "photos.example.org", Content = Target, Proxied = true }, default);

        Assert.Equal("CloudflareTunnel", Assert.Single((await host.LookAsync()).Withheld).ReasonCode);
        var zone = ZoneName.Parse("example.org");
        await host.Services.GetRequiredService<OwnershipWishes>().AddAsync(
            zone, DnsReconciler.KeyOf(zone), new OwnershipWish(OwnershipAction.Adopt, DomainName.Parse("photos.example.org"), "ada"), default);
        await host.LookAsync();
        await host.ApproveAsync((await host.ProposalAsync())!.Hash);

        await Eventually.PassesAsync(async () => Assert.NotNull(OwnerMark.Of(Assert.Single(await host.RecordsAsync()).Comment)));
        Assert.Equal(made.Id, Assert.Single(await host.RecordsAsync()).Id);
    }

    void Publish(string name) => inventory.Change(lab => lab.Endpoints.Add(new Endpoint
    {
        Address = $"{Source}/lab#/{name}.example.org", Resource = $"{Source}/lab", Source = Source, Host = $"{name}.example.org", IsRunning = true,
        Publication = new Publication { Target = Target, Targets = { Target }, Type = "CNAME", Proxied = true },
    }));
}
