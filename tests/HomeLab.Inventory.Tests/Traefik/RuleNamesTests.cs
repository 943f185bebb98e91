using FsCheck;
using FsCheck.Fluent;
using HomeLab.Inventory.Traefik;
using HostName = HomeLab.Lab.HostName;

namespace HomeLab.Inventory.Tests.Traefik;

public class RuleNamesTests
{
    static readonly string[] Names = ["a.example.org", "b.example.org", "c.example.org"];

    /// <summary>Rules in which each path occurs once, so that it can be true or false whatever the others are.</summary>
    static Gen<Rule> Rules(int size) => size <= 1
        ? Gen.OneOf(
            Gen.Elements(Names).NonEmptyListOf().Select(names => (Rule)new Rule.Matcher("Host", [.. names.Take(2)])),
            Gen.Fresh(() => (Rule)new Rule.Matcher("Path", [Guid.NewGuid().ToString("n")])))
        : Gen.OneOf(
            Rules(size / 2).Two().Select(it => (Rule)new Rule.And(it.Item1, it.Item2)),
            Rules(size / 2).Two().Select(it => (Rule)new Rule.Or(it.Item1, it.Item2)),
            Rules(size - 1).Select(it => (Rule)new Rule.Not(it)));

    static Arbitrary<Rule> AnyRule => Gen.Sized(size => Rules(Math.Min(size, 12))).ToArbitrary();

    [Fact]
    public void Says_that_a_name_can_match_exactly_when_some_request_for_it_does() => Prop.ForAll(AnyRule, rule =>
    {
        var names = RuleNames.Of(rule);
        return Names.Append("other.example.org").All(name => names.Contains(Host(name)) == CanBe(rule, name, wanted: true));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Lists_every_name_of_the_rule_that_can_match_where_others_cannot() => Prop.ForAll(AnyRule, rule =>
    {
        var names = RuleNames.Of(rule);
        return names.Unnamed is not null || Names.Where(it => CanBe(rule, it, true)).SequenceEqual(names.Named.Select(it => it.Value));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Gives_names_or_a_reason() => Prop.ForAll(AnyRule, rule =>
    {
        var names = RuleNames.Of(rule);
        return !names.Named.IsEmpty || RuleNames.RefusalsOf(names).Count > 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Does_not_depend_on_the_order_of_the_sides() => Prop.ForAll(AnyRule, AnyRule, (one, other) =>
        RuleNames.Of(new Rule.Or(one, other)).Named.SetEquals(RuleNames.Of(new Rule.Or(other, one)).Named)
        && RuleNames.Of(new Rule.And(one, other)).Named.SetEquals(RuleNames.Of(new Rule.And(other, one)).Named))
        .QuickCheckThrowOnFailure();

    /// <summary>Whether a request for <paramref name="host"/> exists with which the rule comes out as <paramref name="wanted"/>.</summary>
    static bool CanBe(Rule rule, string host, bool wanted) => (rule, wanted) switch
    {
        (Rule.Not not, _) => CanBe(not.Inner, host, !wanted),
        (Rule.And and, true) => CanBe(and.Left, host, true) && CanBe(and.Right, host, true),
        (Rule.And and, false) => CanBe(and.Left, host, false) || CanBe(and.Right, host, false),
        (Rule.Or or, true) => CanBe(or.Left, host, true) || CanBe(or.Right, host, true),
        (Rule.Or or, false) => CanBe(or.Left, host, false) && CanBe(or.Right, host, false),
        (Rule.Matcher { Name: "Host" } matcher, _) => matcher.Arguments.Contains(host) == wanted,
        _ => true,
    };

    static HostName Host(string text) =>
        HostName.TryParse(text, out var name, out var refusal) ? name : throw new ArgumentException(refusal.Message);
}
