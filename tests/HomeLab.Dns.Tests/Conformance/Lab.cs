using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Tests.Conformance;

/// <summary>Plans for a provider and carries the plan out, keeping the ledger in memory.</summary>
sealed class Lab(IDnsProvider provider, ZoneName zone)
{
    static readonly PlanPolicy Policy = new(ApplyMode.Auto, DeleteLimits.Default, TimeSpan.Zero, TimeSpan.FromHours(1));

    readonly Dictionary<string, OwnedObject> owned = [];
    IReadOnlyDictionary<string, Claim> claims = new Dictionary<string, Claim>();

    /// <summary>What a document says: <c>www CNAME home.example.net ttl=300 proxied</c>.</summary>
    public static DesiredRecord Wants(string name, string type, string content, int? ttl = null, bool? proxied = null)
    {
        Assert.True(RecordText.TryParse(type, content, out var parsed), $"{type} {content}");
        return new DesiredRecord(
            DomainName.Parse(name), parsed, ttl is { } seconds ? Ttl.Read(seconds) : null, proxied,
            new Claimant("lab", $"DnsRecord/{name}-{type}", ClaimRank.Document));
    }

    public async Task<DnsPlan> PlanAsync(params DesiredRecord[] wanted)
    {
        var observed = await provider.ObserveAsync(zone, default);
        Assert.True(observed.TryGetValue(out var actual, out var reason), reason?.ToString());
        var desired = new DesiredZone(zone, Some.Epoch, wanted, [new SourceState("lab", TimeSpan.Zero, null)], []);
        return DnsPlanner.Plan(
            desired, new ActualZone(zone, actual.Records), new Ownership(Some.Installation, [.. owned.Values], claims), Policy, Some.Now);
    }

    public async Task<IReadOnlyList<WriteResult>> ApplyAsync(DnsPlan plan)
    {
        var observed = await provider.ObserveAsync(plan.Zone, default);
        Assert.True(observed.TryGetValue(out var actual, out _));
        claims = plan.Claims;
        var groups = plan.Changes.Select(change => new WriteGroup([.. change.Steps.Select(Write)])).ToList();
        var results = await provider.WriteAsync(actual.Zone, groups, TimeSpan.FromMinutes(1), default);
        foreach (var (step, result) in plan.Changes.SelectMany(change => change.Steps).Zip(results.SelectMany(group => group)))
        {
            Settle(step, result);
        }
        return [.. results.SelectMany(group => group)];
    }

    static ProviderWrite Write(RecordChange step) => step switch
    {
        RecordChange.Create create => new ProviderWrite.Create(create.After, new OwnerMark(Some.Installation, Guid.CreateVersion7()).ToString()),
        RecordChange.Update update => new ProviderWrite.Update(update.Before.Id, update.Before.Record, update.After),
        RecordChange.Delete delete => new ProviderWrite.Delete(delete.Before.Id),
        _ => throw new ArgumentException(step.ToString()),
    };

    void Settle(RecordChange step, WriteResult result)
    {
        switch (step, result)
        {
            case (RecordChange.Create create, WriteResult.Applied applied):
                owned[create.Object] = new OwnedObject(create.Object, new WorkKey("zone", zone.ToString()), applied.Id, "{}", Guid.Empty);
                break;
            case (RecordChange.Delete delete, WriteResult.Applied):
                owned.Remove(delete.Object);
                break;
        }
    }
}
