using System.Net;
using FsCheck;
using FsCheck.Fluent;
using HomeLab.Dns.Addresses.Agreement;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Tests.Addresses;

public class AdoptionTests
{
    static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("1", "1")]
    [InlineData("1 2", "1")]
    [InlineData("1 2 2", "2")]
    [InlineData("1 2 1 2 1 2", "1")]
    [InlineData("1 2 3 2 3", "1")]
    [InlineData("1 2 - 2", "1")]
    [InlineData("1 2 - 2 2", "2")]
    [InlineData("- - 1", "1")]
    [InlineData("-", "")]
    [InlineData("1 - - - -", "1")]
    // After one change within the hour three rounds are asked for, after two of them four.
    [InlineData("1 2 2 1 1", "2")]
    [InlineData("1 2 2 1 1 1", "1")]
    [InlineData("1 2 2 1 1 1 2 2 2", "1")]
    [InlineData("1 2 2 1 1 1 2 2 2 2", "2")]
    public void Another_address_is_adopted_when_it_lasts(string rounds, string expected) =>
        Assert.Equal(expected, Live(rounds, TimeSpan.FromMinutes(1)).Address?.ToString().Replace("93.184.216.", "", StringComparison.Ordinal) ?? "");

    [Fact]
    public void What_changed_long_ago_asks_for_no_more_rounds() =>
        Assert.Equal("93.184.216.1", Live("1 2 2 1 1", TimeSpan.FromHours(1)).Address!.ToString());

    [Fact]
    public void Records_never_follow_what_no_round_agreed_on() => Prop.ForAll(
        Gen.Elements("1", "2", "3", "-").ListOf().ToArbitrary(),
        rounds =>
        {
            var known = Live(string.Join(' ', rounds), TimeSpan.FromMinutes(1));
            var said = rounds.Where(it => it != "-").ToHashSet();
            Assert.Equal(said.Count > 0, known.Address is not null);
            Assert.True(known.Address is null || said.Contains(known.Address.ToString()[^1..]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Another_prefix_length_is_learnt_anew()
    {
        var before = Adoption.After(KnownAddress.Nothing, Agreed("2606:2800:220:1::1"), 128, 2, Start);

        var after = Adoption.After(before, Agreed("2606:2800:220:1::"), 64, 2, Start);

        Assert.Equal(("2606:2800:220:1::", 64), (after.Address!.ToString(), after.Bits));
    }

    static KnownAddress Live(string rounds, TimeSpan interval) => rounds.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select((said, index) => (Said: said, At: Start + (index * interval)))
        .Aggregate(KnownAddress.Nothing, (known, round) => Adoption.After(
            known, round.Said == "-" ? new Verdict.Open(new Reason("AllFailed", "")) : Agreed($"93.184.216.{round.Said}"), 32, 2, round.At));

    [Fact]
    public void A_kind_beyond_the_quorum_stands_for_a_round()
    {
        var known = Adoption.After(KnownAddress.Nothing, Agreed("93.184.216.1"), 32, 2, Start);

        var atOnce = Adoption.After(known, Agreed("93.184.216.2", surplus: 1), 32, 2, Start);
        var again = Adoption.After(atOnce, Agreed("93.184.216.1", surplus: 1), 32, 2, Start);
        var settled = Adoption.After(again, Agreed("93.184.216.1"), 32, 2, Start);

        Assert.Equal("93.184.216.2", atOnce.Address!.ToString());
        // It changed within the hour, so one round more is asked for.
        Assert.Equal(("93.184.216.2", 2), (again.Address!.ToString(), again.PendingRounds));
        Assert.Equal("93.184.216.1", settled.Address!.ToString());
    }

    static Verdict.Agreed Agreed(string address, int surplus = 0) => new(IPAddress.Parse(address), ["trace", "http"], surplus);
}
