using System.Net;
using FsCheck;
using FsCheck.Fluent;
using HomeLab.Dns.Addresses;
using HomeLab.Dns.Addresses.Agreement;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Testing;

namespace HomeLab.Dns.Tests.Addresses;

public class QuorumTests
{
    static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(2000);

    static readonly Gen<Answer> AnyAnswer =
        from kind in Gen.Elements("trace", "http", "doh", "upnp")
        from number in Gen.Choose(0, 3)
        select Said(kind, number == 0 ? null : $"93.184.216.{number}");

    static readonly Gen<(List<Answer> Answers, int Quorum)> Rounds =
        from answers in AnyAnswer.ListOf()
        from quorum in Gen.Choose(1, 4)
        select (answers.ToList(), quorum);

    [Theory]
    [Proves("DNS-10")]
    [InlineData("Agreed 1", "trace=1", "http=1", "doh=1")]
    [InlineData("Agreed 1", "trace=1", "http=1", "doh=2")]
    [InlineData("Agreed 1", "trace=1", "http=", "doh=1")]
    [InlineData("Agreed 1", "trace=1", "http=1", "doh=2", "doh=2")]
    [InlineData("Disagreement", "trace=1", "http=2", "doh=3")]
    [InlineData("Disagreement", "trace=1", "http=1", "doh=2", "upnp=2")]
    [InlineData("Disagreement", "trace=1", "http=2", "doh=")]
    [InlineData("NoQuorum", "trace=1", "http=", "doh=")]
    [InlineData("NoQuorum", "http=1", "http=1", "doh=")]
    [InlineData("AllFailed", "trace=", "http=", "doh=")]
    [InlineData("AllFailed")]
    public void Two_kinds_have_to_agree(string expected, params string[] said)
    {
        var answers = said.Select(text => text.Split('=')).Select(parts => Said(parts[0], parts[1].Length == 0 ? null : $"93.184.216.{parts[1]}")).ToList();

        Assert.Equal(expected, Text(Quorum.Of(answers, quorum: 2, bits: 32)).Replace("93.184.216.", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "trace=1", "http=1", "doh=1")]
    [InlineData(0, "trace=1", "http=1", "doh=")]
    [InlineData(0, "trace=1", "http=1", "doh=1", "upnp=2")]
    [InlineData(0, "trace=1", "http=1", "http=1")]
    public void Kinds_beyond_the_quorum_are_counted_where_none_says_otherwise(int surplus, params string[] said)
    {
        var answers = said.Select(text => text.Split('=')).Select(parts => Said(parts[0], parts[1].Length == 0 ? null : $"93.184.216.{parts[1]}")).ToList();

        Assert.Equal(surplus, Assert.IsType<Verdict.Agreed>(Quorum.Of(answers, quorum: 2, bits: 32)).Surplus);
    }

    [Fact]
    public void A_disagreement_tells_who_said_what()
    {
        var verdict = Quorum.Of([Said("trace", "93.184.216.1"), Said("http", "93.184.216.2"), Said("doh", null)], 2, 32);

        Assert.Equal(
            "2 kinds of detectors have to agree on one address, and they said 93.184.216.1 (trace a); 93.184.216.2 (http a). doh a: It did not answer within 5 s.",
            Assert.IsType<Verdict.Open>(verdict).Reason.Message);
    }

    [Fact]
    public void The_order_of_answers_never_matters() => Prop.ForAll(Rounds.ToArbitrary(), round =>
    {
        var reversed = round.Answers.AsEnumerable().Reverse().ToList();
        Assert.Equal(Text(Quorum.Of(round.Answers, round.Quorum, 32)), Text(Quorum.Of(reversed, round.Quorum, 32)));
    }).Check(Runs);

    [Fact]
    public void What_is_agreed_on_was_said_by_enough_kinds_and_nothing_else_was() => Prop.ForAll(Rounds.ToArbitrary(), round =>
    {
        var kinds = round.Answers.Where(answer => answer.Address is not null)
            .GroupBy(answer => answer.Address!).ToDictionary(group => group.Key, group => group.Select(answer => answer.Kind).Distinct().Count());
        var enough = kinds.Where(it => it.Value >= round.Quorum).Select(it => it.Key).ToList();

        var verdict = Quorum.Of(round.Answers, round.Quorum, 32);

        Assert.Equal(enough.Count == 1 ? enough[0] : null, (verdict as Verdict.Agreed)?.Address);
    }).Check(Runs);

    /// <summary>Liars of fewer kinds than the quorum, however many they are, never have their way.</summary>
    [Fact]
    [Proves("DNS-10")]
    public void A_minority_never_decides() => Prop.ForAll(
        (from liars in Gen.Elements("trace", "http", "doh", "upnp").ListOf() from quorum in Gen.Choose(2, 4) select (liars, quorum)).ToArbitrary(),
        round =>
        {
            var lying = round.liars.Distinct().Take(round.quorum - 1).ToHashSet();
            var answers = new[] { "trace", "http", "doh", "upnp" }.Select(kind => Said(kind, lying.Contains(kind) ? "93.184.216.2" : "93.184.216.1")).ToList();
            Assert.NotEqual(IPAddress.Parse("93.184.216.2"), (Quorum.Of(answers, round.quorum, 32) as Verdict.Agreed)?.Address);
        }).Check(Runs);

    [Fact]
    [Proves("DNS-12")]
    public void Hosts_of_one_prefix_agree_on_the_prefix()
    {
        Answer[] answers = [Said("trace", "2606:2800:220:1:aaaa::1"), Said("interface", "2606:2800:220:1::10")];

        Assert.Equal("Agreed 2606:2800:220:1::", Text(Quorum.Of(answers, 2, 64)));
        Assert.Equal("Disagreement", Text(Quorum.Of(answers, 2, 128)));
    }

    static string Text(Verdict verdict) => verdict switch
    {
        Verdict.Agreed agreed => $"Agreed {agreed.Address}",
        Verdict.Open open => open.Reason.Code,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static Answer Said(string kind, string? address) => new(
        $"{kind} a", kind,
        address is null
            ? new Observed<IPAddress>.Unavailable(new Reason("Timeout", "It did not answer within 5 s."))
            : new Observed<IPAddress>.Available(IPAddress.Parse(address)));
}
