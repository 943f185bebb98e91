using HomeLab.Inventory.Repositories;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Variables;

namespace HomeLab.Inventory.Tests.Repositories.Variables;

public sealed class InterpolationTests
{
    static readonly VariableSet Set = EnvironmentFile.Read(".env", "A=one\nEMPTY=\nKOMODO=[[X]]\nDB_PASSWORD=canary\n", 1, VariableSet.Empty);

    /// <remarks>What is known is compared with docker compose in the cases of <c>ComposeLoaderTests</c>.</remarks>
    [Theory]
    [InlineData("${B}", "${B}", "B")]
    [InlineData("$B/x", "$B/x", "B")]
    [InlineData("${B:?must be set}", "${B:?must be set}", "B")]
    [InlineData("${EMPTY:?must be set}", "${EMPTY:?must be set}", "EMPTY")]
    [InlineData("${B:-${C}}", "${C}", "C")]
    [InlineData("${KOMODO:-x}", "[[X]]")]
    [InlineData("${KOMODO:+x}", "${KOMODO:+x}")]
    [InlineData("${DB_PASSWORD}", "${DB_PASSWORD}")]
    [InlineData("${A", "${A")]
    public void Leaves_what_is_not_known_as_it_is_written(string text, string expected, params string[] unresolved)
    {
        var declarations = new Declarations(RepositoryOptions.Named("home"), "", new RepositoryLimits());

        Assert.Equal(expected, new Interpolation(Set, declarations).Apply(text, new Place("a.yaml", 3, 4)));
        Assert.Equal(unresolved, declarations.ToReading().Unresolved.Select(it => it.Subject));
    }

    [Fact]
    public void Does_not_grow_without_end()
    {
        var text = "V0=0123456789\n" + string.Concat(Enumerable.Range(1, 60).Select(it => $"V{it}=${{V{it - 1}}}${{V{it - 1}}}\n"));

        var set = EnvironmentFile.Read(".env", text, 1, VariableSet.Empty);

        Assert.False(set.Find("V60")!.IsKnown);
        Assert.All(set.Variables.Values, it => Assert.True(it.Text.Length <= 32 << 10));
    }
}
