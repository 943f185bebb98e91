using FsCheck;
using FsCheck.Fluent;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;

namespace HomeLab.Dns.Tests.Planning;

public class ClaimsTests
{
    static readonly DateTimeOffset Then = Some.Now.AddDays(-9);

    static readonly Gen<DesiredRecord> Wishes =
        from content in Some.Contents
        from rank in Gen.Elements(ClaimRank.Document, ClaimRank.Declared, ClaimRank.Running, ClaimRank.Running, ClaimRank.Stopped)
        from number in Gen.Choose(1, 4)
        from days in Gen.Choose(0, 2)
        select new DesiredRecord(
            DomainName.Parse("a.example.org"), content, Ttl: null, Proxied: null,
            new Claimant("kubernetes/talos/services", $"wish/{number}", rank, rank == ClaimRank.Document || days == 0 ? null : Then.AddDays(days)));

    [Fact]
    public void Whatever_order_wishes_arrive_in_the_same_ones_win() => Prop.ForAll(Wishes.ListOf(5).ToArbitrary(), wishes =>
    {
        var expected = Lines(wishes);
        Assert.All(Permutations([.. wishes]), order => Assert.Equal(expected, Lines(order)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void A_document_counts_more_than_a_declared_record_and_that_more_than_a_route()
    {
        var document = Wish("192.0.2.1", "z", ClaimRank.Document);
        var declared = Wish("192.0.2.2", "y", ClaimRank.Declared, Then.AddDays(2));
        var route = Wish("192.0.2.3", "a", ClaimRank.Running, Then);

        Assert.Equal("z", WinnerOf(route, declared, document));
        Assert.Equal("y", WinnerOf(route, declared));
    }

    [Fact]
    public void Of_equals_the_oldest_counts_and_then_the_address()
    {
        var container = Wish("192.0.2.1", "z", ClaimRank.Running);
        var old = Wish("192.0.2.2", "y", ClaimRank.Running, Then);
        var @new = Wish("192.0.2.3", "a", ClaimRank.Running, Then.AddDays(1));
        var twin = Wish("192.0.2.4", "b", ClaimRank.Running, Then.AddDays(1));

        Assert.Equal("z", WinnerOf(@new, old, container));
        Assert.Equal("y", WinnerOf(@new, old));
        Assert.Equal("a", WinnerOf(twin, @new));
    }

    [Fact]
    public void The_targets_of_one_wish_stand_side_by_side_and_those_of_two_do_not()
    {
        var (winners, losers) = Claims.Resolve(Some.Zone,
            [Wish("192.0.2.1", "a", ClaimRank.Running), Wish("192.0.2.2", "a", ClaimRank.Running), Wish("192.0.2.3", "b", ClaimRank.Running)]);

        Assert.Equal(["192.0.2.1", "192.0.2.2"], winners.Select(it => it.Content.ToString()));
        Assert.Equal("192.0.2.3", Assert.Single(losers).Loser.Content.ToString());
    }

    static DesiredRecord Wish(string address, string by, ClaimRank rank, DateTimeOffset? createdAt = null) => new(
        DomainName.Parse("a.example.org"), new RecordContent.A(System.Net.IPAddress.Parse(address)), null, null, new Claimant("source", by, rank, createdAt));

    static string WinnerOf(params IReadOnlyList<DesiredRecord> wishes) => Assert.Single(Claims.Resolve(Some.Zone, wishes).Winners).By.Address;

    static List<string> Lines(IEnumerable<DesiredRecord> wishes)
    {
        var (winners, losers) = Claims.Resolve(Some.Zone, wishes);
        return [.. winners.Select(it => $"{it}"), .. losers.Select(it => $"{it}").Order(StringComparer.Ordinal)];
    }

    static IEnumerable<IReadOnlyList<T>> Permutations<T>(IReadOnlyList<T> items) => items.Count <= 1
        ? [items]
        : items.SelectMany((item, place) => Permutations([.. items.Where((_, other) => other != place)]).Select(rest => (IReadOnlyList<T>)[item, .. rest]));
}
