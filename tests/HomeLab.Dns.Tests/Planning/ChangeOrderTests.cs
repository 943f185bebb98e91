using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;
using HomeLab.Testing;

namespace HomeLab.Dns.Tests.Planning;

public class ChangeOrderTests
{
    static readonly Claimant By = new("lab", "DnsRecord/it", ClaimRank.Document);

    [Theory]
    [InlineData(5, 1)]
    [InlineData(5, 2)]
    [InlineData(20_000, 3)]
    [Proves("DNS-34")]
    public void What_is_pointed_to_is_made_before_and_goes_after_whatever_points_to_it(int length, int seed)
    {
        var chain = Enumerable.Range(0, length).Select(place => Link("n", place, place == length - 1)).ToList();
        var former = Enumerable.Range(0, length).Select(place => Link("o", place, place == length - 1)).ToList();
        RecordChange[] changes =
        [
            .. chain.Select(record => new RecordChange.Create($"example.org/{record.Name}", record, By)),
            .. former.Select(record => new RecordChange.Delete($"example.org/{record.Name}", new ActualRecord(record.Name.ToString(), record, ""), "")),
        ];
        new Random(seed).Shuffle(changes);

        var ordered = ChangeOrder.Of(changes);

        Assert.Equal(
            [.. chain.AsEnumerable().Reverse().Select(record => record.Name), .. former.Select(record => record.Name)], ordered.Select(change => change.Name));
    }

    [Fact]
    public void A_ring_is_made_once_each()
    {
        RecordChange[] ring =
        [
            new RecordChange.Create("a", Alias("a.example.org", "b.example.org"), By), new RecordChange.Create("b", Alias("b.example.org", "a.example.org"), By),
        ];

        Assert.Equal(["b.example.org", "a.example.org"], ChangeOrder.Of(ring).Select(change => change.Name.ToString()));
    }

    static DnsRecord Link(string letter, int place, bool isLast) => isLast
        ? new DnsRecord(DomainName.Parse($"{letter}{place}.example.org"), new RecordContent.A(System.Net.IPAddress.Parse("192.0.2.1")), Ttl.Automatic, proxied: false)
        : Alias($"{letter}{place}.example.org", $"{letter}{place + 1}.example.org");

    static DnsRecord Alias(string name, string target) =>
        new(DomainName.Parse(name), new RecordContent.Cname(DomainName.Parse(target)), Ttl.Automatic, proxied: false);
}
