using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using HomeLab.Inventory.Traefik;

namespace HomeLab.Inventory.Tests.Traefik;

public class RuleParserTests
{
    static Gen<Rule> Rules(int size) => size <= 1
        ? from name in Gen.Elements(Matchers.Http.ToArray())
          from arguments in Gen.Elements("a.example.org", "/path", "{sub:[a-z]+}.x", "()&&||!,\"").NonEmptyListOf()
          select (Rule)new Rule.Matcher(name, [.. arguments.Take(3)])
        : Gen.OneOf(
            Rules(size / 2).Two().Select(it => (Rule)new Rule.And(it.Item1, it.Item2)),
            Rules(size / 2).Two().Select(it => (Rule)new Rule.Or(it.Item1, it.Item2)),
            Rules(size / 2).Select(it => (Rule)new Rule.Not(it)));

    [Fact]
    public void Reads_back_every_rule_that_it_can_hold() => Prop.ForAll(
        Gen.Sized(size => Rules(Math.Min(size, 16))).ToArbitrary(),
        rule => Text(RuleParser.Parse(Text(rule), RouterProtocol.Http)) == Text(rule)).QuickCheckThrowOnFailure();

    [Fact]
    public void Fails_on_any_text_only_by_saying_where() => Prop.ForAll(
        Gen.Elements("Host", "(", ")", "`a`", "\"b\"", "&&", "||", "!", ",", " ", "'", "`", "é", "HostSNI", "&", "\\").ListOf()
            .Select(string.Concat).ToArbitrary(),
        text =>
        {
            try
            {
                return RuleParser.Parse(text, RouterProtocol.Http) is not null;
            }
            catch (RuleSyntaxException broken)
            {
                return broken.Column >= 1 && broken.Column <= text.Length + 1;
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Binds_not_closer_than_and_and_that_closer_than_or()
    {
        var rule = RuleParser.Parse("Host(`a`) || !Host(`b`) && Path(`/c`)", RouterProtocol.Http);

        Assert.Equal("(Host(`a`) || (!Host(`b`) && Path(`/c`)))", Text(rule));
    }

    [Fact]
    public void Refuses_a_rule_that_is_nested_too_deeply()
    {
        var rule = new string('(', 5000) + "Host(`a`)" + new string(')', 5000);

        var broken = Assert.Throws<RuleSyntaxException>(() => RuleParser.Parse(rule, RouterProtocol.Http));

        Assert.Contains("deeper", broken.Message, StringComparison.Ordinal);
    }

    static string Text(Rule rule) => rule switch
    {
        Rule.And it => $"({Text(it.Left)} && {Text(it.Right)})",
        Rule.Or it => $"({Text(it.Left)} || {Text(it.Right)})",
        Rule.Not it => $"!{Text(it.Inner)}",
        Rule.Matcher it => string.Create(CultureInfo.InvariantCulture, $"{it.Name}({string.Join(", ", it.Arguments.Select(a => $"`{a}`"))})"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
