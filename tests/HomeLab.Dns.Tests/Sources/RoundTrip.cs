using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.Dns.Sources;

namespace HomeLab.Dns.Tests.Sources;

/// <summary>What endpoints ask for goes to a provider, comes back, and is planned again: nothing is left to do, and nothing else was touched.</summary>
static class RoundTrip
{
    /// <param name="mayRefuse">What the provider has reason not to take; null: it takes all.</param>
    public static async Task HoldsAsync(
        IDnsProvider provider, ZoneName zone, IEnumerable<Endpoint> endpoints, Func<RecordChange, WriteResult, bool>? mayRefuse = null)
    {
        var wanted = WantedOf(zone, endpoints);
        Assert.All(wanted, it => Assert.True(it.Name.IsWithin(zone.Apex)));
        var before = (await ObserveAsync(provider, zone)).Records.Select(it => it.Record.Key).ToHashSet();
        var lab = new Conformance.Lab(provider, zone);

        var plan = await lab.PlanAsync([.. wanted]);
        var refused = plan.Changes.SelectMany(change => change.Steps).Zip(await lab.ApplyAsync(plan)).Where(it => it.Second is not WriteResult.Applied).ToList();
        var unexpected = refused.Where(it => mayRefuse?.Invoke(it.First, it.Second) is not true).ToList();
        Assert.True(unexpected.Count == 0, $"{string.Join('\n', unexpected)}\nin {plan}");

        var again = await lab.PlanAsync([.. wanted]);
        Assert.Equal(refused.Select(it => it.First.ToString()).Order(), again.Changes.Select(it => it.ToString()).Order());
        Assert.Equal(plan.Withheld.Select(it => it.ToString()), again.Withheld.Select(it => it.ToString()));
        var there = await ObserveAsync(provider, zone);
        var made = there.Records.Where(it => !before.Contains(it.Record.Key)).ToList();
        Assert.Subset(wanted.Select(it => it.Key).ToHashSet(), made.Select(it => it.Record.Key).ToHashSet());
        await provider.WriteAsync(there.Zone, [.. made.Select(it => new WriteGroup([new ProviderWrite.Delete(it.Id)]))], TimeSpan.FromMinutes(1), default);
        Assert.Equal(before, (await ObserveAsync(provider, zone)).Records.Select(it => it.Record.Key).ToHashSet());
    }

    static IReadOnlyList<DesiredRecord> WantedOf(ZoneName zone, IEnumerable<Endpoint> endpoints)
    {
        var lab = new Lab { Name = "lab" };
        if (zone.Server is { } server)
        {
            lab.DnsServers.Add(new DnsServer { Name = server, Zones = { zone.Apex.ToString() } });
        }
        else
        {
            lab.Cloudflare = new Contracts.Grpc.Inventory.Cloudflare { Zones = { zone.Apex.ToString() } };
        }
        var answer = new Snapshot { Epoch = Some.Epoch, Revision = 7, Lab = lab, Endpoints = { endpoints.DistinctBy(it => it.Address) } };
        return DesiredZones.Of(LabSnapshot.Nothing.With(answer, Some.Now), zone, Some.Now, TimeSpan.Zero).Records;
    }

    static async Task<ProviderZone> ObserveAsync(IDnsProvider provider, ZoneName zone)
    {
        var observed = await provider.ObserveAsync(zone, default);
        Assert.True(observed.TryGetValue(out var there, out var reason), reason?.ToString());
        return there;
    }
}
