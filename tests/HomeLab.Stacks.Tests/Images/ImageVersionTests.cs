using HomeLab.Stacks.Images;

namespace HomeLab.Stacks.Tests.Images;

public sealed class ImageVersionTests
{
    [Theory]
    [InlineData("1.2.3", "1.2.2 1.2.4 1.2.10 1.3.0 1.10.1 2.0.0 10.0.0 latest", "patch:1.2.10 minor:1.10.1 major:10.0.0")]
    [InlineData("v3.1", "v3.0 v3.2 v4.0 3.9 v3.2.1", "minor:v3.2 major:v4.0")]
    [InlineData("15", "14 16 17 20231201 16.2", "major:17")]
    [InlineData("16-alpine", "17 17-alpine 17-bookworm 16-alpine3.20", "major:17-alpine")]
    [InlineData("1.2.3", "1.2.4-rc1 1.3.0-beta 2.0.0-alpha.1", "")]
    [InlineData("2.0.0-rc1", "2.0.0 2.0.1-rc1 2.0.0-rc2", "patch:2.0.1-rc1")]
    [InlineData("2026.1.3", "2025.12.9 2026.1.4 2026.2.0 2027.1.0", "patch:2026.1.4 minor:2026.2.0 major:2027.1.0")]
    [InlineData("1.4.2.0", "1.4.2.1 1.4.3.0", "patch:1.4.3.0")]
    [InlineData("version-1.2", "version-1.3 v1.4", "minor:version-1.3")]
    [InlineData("latest", "1 2 3", "")]
    [InlineData("stable", "stable-1", "")]
    [InlineData("1.2.3", "", "")]
    public void The_highest_tag_of_each_level_is_found_among_those_that_are_spelt_alike(string tag, string tags, string newer) =>
        Assert.Equal(newer, string.Join(' ', ImageVersion.Newer(tag, tags.Split(' '))));

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("v3-alpine")]
    [InlineData("2026.01.03")]
    public void No_tag_is_newer_than_itself(string tag) => Assert.Empty(ImageVersion.Newer(tag, [tag]));

    [Fact]
    public void A_number_that_no_version_has_is_none() => Assert.Null(ImageVersion.TryParse("20231201123456789012345"));
}
