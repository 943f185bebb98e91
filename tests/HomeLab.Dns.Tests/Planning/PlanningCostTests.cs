using System.Globalization;
using System.Net;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Tests.Planning;

/// <summary>A count and no time: what is allocated a record neither grows with the zone nor by accident.</summary>
public class PlanningCostTests
{
    /// <summary>Half as much again as was measured: 4.0 KB where all is to be made, 1.7 KB where nothing is to be done.</summary>
    [Theory]
    [InlineData(false, 6000)]
    [InlineData(true, 3000)]
    public void A_plan_costs_each_record_as_much_in_a_large_zone_as_in_a_small_one(bool isThere, int most)
    {
        var (small, large) = (BytesOfRecord(2_000, isThere), BytesOfRecord(20_000, isThere));

        Assert.True(large < most, $"{large} bytes a record");
        Assert.True(large < small * 1.2, $"{small} bytes a record of 2,000, {large} of 20,000");
    }

    static double BytesOfRecord(int count, bool isThere)
    {
        var wanted = new List<DesiredRecord>(count);
        var there = new List<ActualRecord>(count);
        var owned = new List<OwnedObject>(count);
        var claims = new Dictionary<string, Claim>(count);
        for (var i = 0; i < count; i++)
        {
            var by = new Claimant("docker/host", string.Create(CultureInfo.InvariantCulture, $"docker/host/c{i}#r"), ClaimRank.Running);
            wanted.Add(new DesiredRecord(DomainName.Parse($"host-{i}.example.org"), Content(i), Ttl: null, Proxied: null, by));
            if (isThere)
            {
                var id = i.ToString("x32", CultureInfo.InvariantCulture);
                var @object = $"example.org/{wanted[^1].Name}/{wanted[^1].Content.Type}";
                there.Add(new ActualRecord(id, wanted[^1].ToRecord(), new OwnerMark(Some.Installation, Guid.CreateVersion7()).ToString()));
                owned.Add(new OwnedObject(@object, Some.Key, id, "{}", Guid.Empty));
                claims[@object] = new Claim(by.Source, by.Address, Some.Epoch, AbsentSince: null);
            }
        }
        var desired = new DesiredZone(Some.Zone, Some.Epoch, wanted, [new SourceState("docker/host", TimeSpan.Zero, Silence: null)], []);
        var policy = new PlanPolicy(ApplyMode.Auto, DeleteLimits.Default, TimeSpan.Zero, TimeSpan.FromHours(1));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var plan = DnsPlanner.Plan(desired, new ActualZone(Some.Zone, there), new Ownership(Some.Installation, owned, claims), policy, Some.Now);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(isThere ? 0 : count, plan.Changes.Count);
        return (double)allocated / count;
    }

    static RecordContent Content(int number) => number % 2 == 0
        ? new RecordContent.A(IPAddress.Parse("192.0.2.1"))
        : new RecordContent.Cname(DomainName.Parse("home.example.net"));
}
