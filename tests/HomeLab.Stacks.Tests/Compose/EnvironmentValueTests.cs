using HomeLab.Stacks.Compose;

namespace HomeLab.Stacks.Tests.Compose;

public sealed class EnvironmentValueTests
{
    static readonly Dictionary<string, string> Before = new(StringComparer.Ordinal) { ["USER"] = "app", ["DOLLAR"] = "$USER" };

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("  plain  # and a comment", "plain")]
    [InlineData("# only a comment", "")]
    [InlineData("a#b", "a#b")]
    [InlineData("\"two words\" # and a comment", "two words")]
    [InlineData("'it''s'", "it")]
    [InlineData("'it\\'s'", "it's")]
    [InlineData("'a$b ${c} \\n'", "a$b ${c} \\n")]
    [InlineData("\"one\\ntwo \\\"x\\\" \\\\ \\$USER \\q\"", "one\ntwo \"x\" \\ $USER \\q")]
    [InlineData("postgres://$USER:${USER}@db", "postgres://app:app@db")]
    [InlineData("${DOLLAR}", "$USER")]
    [InlineData("100$$", "100$")]
    [InlineData("100$ and $1", "100$ and $1")]
    [InlineData("a=b=", "a=b=")]
    public void Is_what_compose_makes_of_the_line(string written, string value) => Assert.Equal(value, EnvironmentValue.Read(written, Before));

    [Theory]
    [InlineData("$UNSET")]
    [InlineData("pa$sword")]
    [InlineData("${UNSET}")]
    [InlineData("${USER:-other}")]
    [InlineData("\"${UNSET:-${USER}}\"")]
    public void What_needs_another_variable_is_not_guessed(string written) => Assert.Null(EnvironmentValue.Read(written, Before));

    [Theory]
    [InlineData("TOKEN", "TOKEN")]
    [InlineData("export TOKEN ", "TOKEN")]
    public void A_name_is_read_without_what_stands_around_it(string written, string name) => Assert.Equal(name, EnvironmentValue.NameOf(written));
}
