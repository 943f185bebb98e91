using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Tests.Planning;

/// <summary>Each folder of <c>Cases</c> is a case and its name what the planner does; <c>plan.verified.txt</c> is the plan.</summary>
public class CaseTests
{
    static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Planning", "Cases");

    public static TheoryData<string> Cases => [.. Directory.GetDirectories(Root).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Plan_is_as_verified(string sentence)
    {
        var directory = Path.Combine(Root, sentence);
        var verified = Path.Combine(directory, "plan.verified.txt");

        var plan = Plan(CaseFile.Read<CaseFile.Desired>(directory, "desired.yaml"), CaseFile.Read<CaseFile.Actual>(directory, "actual.yaml"));

        File.WriteAllText(Path.Combine(directory, "plan.received.txt"), plan);
        Assert.Equal(File.Exists(verified) ? File.ReadAllText(verified) : "", plan);
    }

    static string Plan(CaseFile.Desired desired, CaseFile.Actual actual)
    {
        var records = actual.Records.Select((record, index) => (Case: record, Record: ActualOf(record, index))).ToList();
        var name = ZoneName.Parse(desired.Zone);
        var zone = new ActualZone(name, [.. records.Select(r => r.Record)]);
        var owned = new List<OwnedObject>();
        var claims = new Dictionary<string, Claim>();
        foreach (var (given, record) in records.Where(r => r.Case.Whose is Standing.Ours or Standing.OnlyRecorded))
        {
            var @object = new ObjectAddresses(name, zone, new Ownership(Some.Installation, owned, claims)).Next(record.Key);
            owned.Add(new OwnedObject(@object, Some.Key, record.Id, "{}", Guid.Empty));
            if (given.WantedBy is { } by)
            {
                claims[@object] = new Claim(SourceOf(by), by, given.Epoch, given.AbsentSeconds is { } ago ? Some.Now.AddSeconds(-ago) : null, ApplyModes.Parse(given.Apply), given.Policy);
            }
        }
        return DnsPlanner.Plan(
            new DesiredZone(
                name, desired.Epoch, [.. desired.Records.Select(DesiredOf)], [.. desired.Sources.Select(SourceStateOf)],
                [.. desired.Holds.Select(hold => new Hold("hold", hold.Scope, hold.Reason, Some.Now.AddHours(1)))]),
            zone,
            new Ownership(Some.Installation, owned, claims)
            {
                Wishes = [.. desired.Wishes.Select(wish => new OwnershipWish(wish.Action, wish.Name is null ? null : DomainName.Parse(wish.Name), "ada"))],
            },
            new PlanPolicy(ApplyModes.Parse(desired.Apply), DeleteLimits.Default, TimeSpan.FromSeconds(desired.RemoveAfter), TimeSpan.FromMinutes(15)),
            Some.Now).ToString();
    }

    static DesiredRecord DesiredOf(CaseFile.Record record)
    {
        Assert.True(RecordText.TryParse(record.Type, record.Content, out var content), record.Content);
        var isDocument = SourceOf(record.By) == "lab";
        var rank = (isDocument, record.Unproven is not null, record.IsStopped) switch
        {
            (true, true, _) => ClaimRank.UnprovenDocument,
            (true, _, _) => ClaimRank.Document,
            (_, true, _) => ClaimRank.UnprovenEndpoint,
            (_, _, true) => ClaimRank.Stopped,
            _ => ClaimRank.Running,
        };
        return new DesiredRecord(
            DomainName.Parse(record.Name), content, record.Ttl is { } ttl ? Ttl.Read(ttl) : null, record.Proxied,
            new Claimant(SourceOf(record.By), record.By, rank),
            record.Unproven is { } why ? new Reason(why, "the directory is gone") : null,
            ApplyModes.Parse(record.Apply),
            record.Policy);
    }

    static ActualRecord ActualOf(CaseFile.ActualRecord given, int index)
    {
        var content = RecordText.TryParse(given.Type, given.Content, out var parsed) ? parsed : new RecordContent.Other(given.Type, given.Content);
        var mark = new OwnerMark(given.Whose == Standing.OtherInstallation ? "elsewhere" : Some.Installation, Guid.Empty).ToString();
        return new ActualRecord(
            $"id{index + 1}",
            new DnsRecord(DomainName.Parse(given.Name), content, Ttl.Read(given.Ttl), given.Proxied),
            given.Whose switch
            {
                Standing.Foreign or Standing.OnlyRecorded => "by hand",
                Standing.Released => OwnerMark.Release("by hand", "elsewhere"),
                _ => mark,
            },
            given.IsLocked);
    }

    static SourceState SourceStateOf(CaseFile.Source source) => new(
        source.Name,
        source.AgeSeconds is { } age ? TimeSpan.FromSeconds(age) : null,
        source.Silence is { } why ? new Reason("ConnectionRefused", why) : null,
        source.IsRemoved);

    static string SourceOf(string by) => by.StartsWith("docker/", StringComparison.Ordinal) ? string.Join('/', by.Split('/')[..2]) : "lab";
}
