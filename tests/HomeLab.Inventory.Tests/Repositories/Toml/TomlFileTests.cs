using HomeLab.Inventory.Repositories;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Toml;

namespace HomeLab.Inventory.Tests.Repositories.Toml;

public sealed class TomlFileTests
{
    [Theory]
    [InlineData("a = 1\nb.c = 'x'\n", """{"a":1,"b":{"c":"x"}}""")]
    [InlineData("a = [1, 2,\n  3, # three\n]", """{"a":[1,2,3]}""")]
    [InlineData("a = { b = 1, c.d = \"x\" }", """{"a":{"b":1,"c":{"d":"x"}}}""")]
    [InlineData("[[s]]\nn = 1\n[s.c]\nx = 2\n[[s]]\nn = 3\n[[s.t]]\ny = 4", """{"s":[{"n":1,"c":{"x":2}},{"n":3,"t":[{"y":4}]}]}""")]
    [InlineData("[a.b]\nc = 1\n[a]\nd = 2", """{"a":{"b":{"c":1},"d":2}}""")]
    [InlineData("a = \"\"\"\n  one \\\n    two\n\"three\"\"\"\"", """{"a":"  one two\n\"three\""}""")]
    [InlineData("a = '''\nraw \\n\n'''", """{"a":"raw \\n\n"}""")]
    [InlineData("a = \"t\\tq\\\"u\\u00e9\"", """{"a":"t\tq\"ué"}""")]
    [InlineData("a = 1_000\nb = 0x1F\nc = 1.5e2\nd = true\ne = -3", """{"a":1000,"b":31,"c":150,"d":true,"e":-3}""")]
    [InlineData("a = 2026-01-02T03:04:05Z\nb = 2026-01-02 03:04:05", """{"a":"2026-01-02T03:04:05Z","b":"2026-01-02 03:04:05"}""")]
    [InlineData("\"quoted key\" = 1\n'b' . c = 2\r\n", """{"quoted key":1,"b":{"c":2}}""")]
    [InlineData("", "{}")]
    public void Reads(string text, string json) =>
        Assert.Equal(json, NodeJson.Of(Assert.Single(TomlFile.Read("a.toml", text, new RepositoryLimits()).Documents)));

    [Theory]
    [InlineData("a = 1\na = 2", 2, 1)]
    [InlineData("[a]\n[a]", 2, 2)]
    [InlineData("a = {b = 1}\n[a.c]", 2, 2)]
    [InlineData("a = {b = 1}\na.c = 2", 2, 1)]
    [InlineData("[[a]]\n[a]", 2, 2)]
    [InlineData("a = 1 b = 2", 1, 7)]
    [InlineData("a =", 1, 4)]
    [InlineData("a = \"x\nb = 1", 1, 7)]
    [InlineData("a = hello", 1, 5)]
    [InlineData("a = 01", 1, 5)]
    [InlineData("a = [1, 2", 1, 10)]
    [InlineData("[a\nb = 1", 1, 3)]
    [InlineData("a = \"\\q\"", 1, 8)]
    [InlineData("= 1", 1, 1)]
    public void Refuses_the_whole_file(string text, int line, int column)
    {
        var file = TomlFile.Read("a.toml", text, new RepositoryLimits());

        Assert.Empty(file.Documents);
        Assert.Equal((line, column), (file.Broken!.Line, file.Broken.Column));
    }

    [Fact]
    public void Ends_at_its_bounds_rather_than_at_those_of_the_stack()
    {
        Assert.Equal("TooDeep", Broken("a = " + new string('[', 100_000)));
        Assert.Equal("TooDeep", Broken("a = " + string.Concat(Enumerable.Repeat("{a=", 100_000))));
        Assert.Equal("TooDeep", Broken(string.Join('.', Enumerable.Repeat("a", 100_000)) + " = 1"));
        Assert.Equal("TooLarge", Broken($"a = [{string.Join(',', Enumerable.Repeat("1", 500_000))}]"));
    }

    static string Broken(string text) => TomlFile.Read("a.toml", text, new RepositoryLimits()).Broken!.Code;
}
