using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Providers.InMemory;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Tests;

/// <summary>A zone with what is wanted, what is there and what is ours; can be planned for and lived through.</summary>
sealed class Situation(DesiredZone desired, InMemoryDnsProvider provider, List<OwnedObject> owned, Dictionary<string, Claim> claims)
{
    static readonly PlanPolicy Policy = new(ApplyMode.Auto, DeleteLimits.Default, TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(15));

    public DesiredZone Desired => desired;

    public InMemoryDnsProvider Provider => provider;

    public IReadOnlyList<ActualRecord> Records => provider.Records("example.org");

    public Ownership Ownership => new(Some.Installation, owned, claims) { Wishes = Wishes, Undone = Undone };

    /// <summary>What a person asked for about whose records are.</summary>
    public IReadOnlyList<OwnershipWish> Wishes { get; set; } = [];

    /// <summary>What a person had taken back.</summary>
    public IReadOnlyList<Undo> Undone { get; set; } = [];

    public static Situation Of(
        IEnumerable<DesiredRecord> wanted,
        IEnumerable<(DnsRecord Record, Standing Standing, bool IsLocked)> there,
        IEnumerable<SourceState> sources,
        TimeSpan absentFor)
    {
        var provider = new InMemoryDnsProvider("example.org");
        var situation = new Situation(
            new DesiredZone(Some.Zone, Some.Epoch, [.. wanted], [.. sources], []), provider, [], []);
        foreach (var (record, standing, isLocked) in there.DistinctBy(r => r.Record.Key))
        {
            // No provider lets an alias stand beside addresses, or two of them.
            if (provider.Records("example.org").Any(other => Clash(other.Record, record)))
            {
                continue;
            }
            situation.Add(record, standing, isLocked, Some.Now - absentFor);
        }
        return situation;
    }

    /// <summary>The same zone, with something else wanted.</summary>
    public Situation With(Func<DesiredRecord, DesiredRecord> change) =>
        new(desired with { Records = [.. desired.Records.Select(change)] }, provider, owned, claims);

    public DnsPlan Plan(DateTimeOffset? now = null, bool isReversed = false, ApplyMode apply = ApplyMode.Auto)
    {
        var wanted = isReversed ? desired with { Records = [.. desired.Records.Reverse()], Sources = [.. desired.Sources.Reverse()] } : desired;
        var there = isReversed ? Records.Reverse() : Records;
        return DnsPlanner.Plan(wanted, new ActualZone(Some.Zone, [.. there]), Ownership, Policy with { Apply = apply }, now ?? Some.Now);
    }

    /// <summary>Carries a plan out; the provider refuses what Cloudflare would.</summary>
    public void Apply(DnsPlan plan)
    {
        foreach (var change in plan.Changes)
        {
            var steps = change.Steps;
            var group = new WriteGroup([.. steps.Select(Write)]);
            var results = provider.WriteAsync(Some.ZoneReference, [group], TimeSpan.Zero, default).Result[0];
            for (var i = 0; i < steps.Count; i++)
            {
                Settle(steps[i], Assert.IsType<WriteResult.Applied>(results[i]));
            }
        }
        var before = claims.ToDictionary();
        claims.Clear();
        foreach (var (key, claim) in plan.ClaimsAfter(before))
        {
            claims[key] = claim;
        }
    }

    /// <summary>What a failing law prints.</summary>
    public override string ToString() => string.Join('\n',
        desired.Records.Select(r => $"wants {r.Key} ttl {r.Ttl} proxied {r.Proxied} by {r.By} {r.By.Rank}")
            .Concat(desired.Sources.Select(s => $"source {s.Name} {s.Silence}"))
            .Concat(Records.Select(r => $"there {r.Id} {r.Record} {Ownership.Strangeness(r)?.Code ?? "ours"}"))
            .Append(Plan().ToString()));

    static bool Clash(DnsRecord one, DnsRecord other) =>
        one.Name == other.Name && one.Content.IsProxiable && other.Content.IsProxiable
        && (one.Content is RecordContent.Cname || other.Content is RecordContent.Cname);

    void Settle(RecordChange step, WriteResult.Applied applied)
    {
        switch (step)
        {
            case RecordChange.Create create:
                Assert.DoesNotContain(owned, o => o.Object == create.Object && Records.Any(r => r.Id == o.ProviderId));
                owned.RemoveAll(o => o.Object == create.Object);
                owned.Add(new OwnedObject(create.Object, Some.Key, applied.Id, "{}", Guid.Empty));
                break;
            case RecordChange.Mark mark:
                owned.RemoveAll(o => o.Object == mark.Object);
                owned.Add(new OwnedObject(mark.Object, Some.Key, applied.Id, "{}", Guid.Empty));
                break;
            case RecordChange.Release release:
                owned.RemoveAll(o => o.Object == release.Object);
                break;
            case RecordChange.Delete delete:
                owned.RemoveAll(o => o.Object == delete.Object);
                break;
        }
    }

    static ProviderWrite Write(RecordChange step) => step switch
    {
        RecordChange.Create create => new ProviderWrite.Create(create.After, new OwnerMark(Some.Installation, Guid.CreateVersion7()).ToString()),
        RecordChange.Update update => new ProviderWrite.Update(update.Before.Id, update.Before.Record, update.After),
        RecordChange.Mark mark => new ProviderWrite.Mark(
            mark.Before.Id, mark.Before.Record, new OwnerMark(Some.Installation, Guid.CreateVersion7()).In(mark.Before.Comment)),
        RecordChange.Release release => new ProviderWrite.Mark(
            release.Before.Id, release.Before.Record, OwnerMark.Release(release.Before.Comment, Some.Installation)),
        RecordChange.Delete delete => new ProviderWrite.Delete(delete.Before.Id),
        _ => throw new ArgumentException(step.ToString()),
    };

    void Add(DnsRecord record, Standing standing, bool isLocked, DateTimeOffset absentSince)
    {
        var mark = new OwnerMark(standing == Standing.OtherInstallation ? "other" : Some.Installation, Guid.CreateVersion7()).ToString();
        var comment = standing switch
        {
            Standing.Foreign or Standing.OnlyRecorded => "by hand",
            Standing.Released => OwnerMark.Release("by hand", "other"),
            _ => mark,
        };
        var added = provider.Put("example.org", record, comment, isLocked);
        if (standing is Standing.Ours or Standing.OnlyRecorded)
        {
            var @object = new ObjectAddresses(Some.Zone, new ActualZone(Some.Zone, Records), Ownership).Next(record.Key);
            owned.Add(new OwnedObject(@object, Some.Key, added.Id, "{}", Guid.Empty));
            claims[@object] = new Claim("docker/host", "docker/host/c1#r", Some.Epoch, absentSince);
        }
    }
}
