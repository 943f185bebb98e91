using HomeLab.Inventory.Repositories.Pulls;

namespace HomeLab.Inventory.Tests.Repositories.Pulls;

public sealed class OfferedUpdateTests
{
    [Theory]
    [InlineData("| [ghcr.io/example/app](https://example.org) | minor | `v1.1.0` -> `v1.2.0` |", "ghcr.io/example/app v1.1.0 v1.2.0")]
    [InlineData("| cilium ([source](https://example.org)) | HelmChart | patch | [`1.18.1` → `1.18.2`](https://example.org) |", "cilium 1.18.1 1.18.2")]
    [InlineData("| [actions/checkout](https://example.org) | action | major | `v4` -> `v5` |", "actions/checkout v4 v5")]
    [InlineData("| Package | Update | Change |", "")]
    [InlineData("|---|---|---|", "")]
    [InlineData("Change `a` -> `b` in the text", "")]
    public void Reads_the_rows_of_renovates_table_and_nothing_else(string line, string expected) => Assert.Equal(
        expected, string.Join(", ", OfferedUpdate.Read($"This PR contains the following updates:\r\n\r\n{line}\r\n").Select(it => $"{it.Package} {it.From} {it.To}")));

    [Fact]
    public void A_text_without_a_table_offers_nothing() => Assert.Empty(OfferedUpdate.Read(null));
}
