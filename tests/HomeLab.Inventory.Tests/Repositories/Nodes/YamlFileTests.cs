using HomeLab.Inventory.Repositories;
using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Tests.Repositories.Nodes;

public sealed class YamlFileTests
{
    [Theory]
    [InlineData("a: 1\nb: 'x'\nc: [true, null, ~, 1.5]", """{"a":1,"b":"x","c":[true,null,null,1.5]}""")]
    [InlineData("a: 0644\nb: 0x1f\nc: 1e3\nd: 08\ne: yes\nf: 22:22\ng: 1.2.3", """{"a":420,"b":31,"c":1000,"d":8,"e":"yes","f":"22:22","g":"1.2.3"}""")]
    [InlineData("x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}\nz: {<<: [*x, {c: 4}]}", """{"x":{"a":1,"b":2},"y":{"b":3,"a":1},"z":{"a":1,"b":2,"c":4}}""")]
    [InlineData("a: !!str 1\nb: |\n  two\n  lines", """{"a":"1","b":"two\nlines"}""")]
    public void Reads(string text, string json) => Assert.Equal(json, NodeJson.Of(Assert.Single(Read(text).Documents)));

    [Fact]
    public void Reads_many_documents_and_leaves_out_the_empty_ones()
    {
        var file = Read("---\n---\na: 1\n---\n# nothing\n---\nb: 2\n...\n");

        Assert.Equal(["""{"a":1}""", """{"b":2}"""], file.Documents.Select(NodeJson.Of));
        Assert.Equal([3, 7], file.Documents.Select(it => it.At.Line));
    }

    [Fact]
    public void Keeps_the_first_of_a_key_that_is_there_twice_and_says_so()
    {
        var file = Read("a: 1\nb: 2\na: 3");

        Assert.Equal("""{"a":1,"b":2}""", NodeJson.Of(Assert.Single(file.Documents)));
        Assert.Equal(("DuplicateKey", 3), (Assert.Single(file.Problems).Code, file.Problems[0].Line));
    }

    [Theory]
    [InlineData("a: [1", "MalformedYaml")]
    [InlineData("a: *b", "AliasRefused")]
    [InlineData("a: &a [*a]", "AliasRefused")]
    public void Says_where_a_file_breaks(string text, string code) => Assert.Equal(code, Read(text).Broken!.Code);

    [Fact]
    public void Ends_at_its_bounds_whatever_aliases_stand_for()
    {
        var laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range(1, 12).Select(it => $"a{it}: &a{it} [{string.Join(", ", Enumerable.Repeat($"*a{it - 1}", 9))}]\n"));
        var deep = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 400).Select(it => $"a{it}: &a{it} [*a{it - 1}]\n"));

        Assert.Equal("TooLarge", Read(laughs).Broken!.Code);
        Assert.Equal("TooDeep", Read(deep).Broken!.Code);
        Assert.Equal("TooDeep", Read(new string('[', 10_000)).Broken!.Code);
        Assert.Equal("TooLarge", Read(string.Concat(Enumerable.Repeat("--- a\n", 6_000))).Broken!.Code);
    }

    static ParsedFile Read(string text) => YamlFile.Read("a.yaml", text, new RepositoryLimits());
}
