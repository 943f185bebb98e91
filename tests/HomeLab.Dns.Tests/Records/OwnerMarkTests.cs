using HomeLab.Dns.Records;

namespace HomeLab.Dns.Tests.Records;

public class OwnerMarkTests
{
    static readonly Guid Intent = Guid.Parse("01985f3c-9e8a-7d0b-8c11-0123456789ab");

    [Fact]
    public void Reads_back_what_it_writes()
    {
        var mark = new OwnerMark("k3v9x2ab", Intent);

        Assert.Equal("homelab/k3v9x2ab 01985f3c9e8a7d0b8c110123456789ab", mark.ToString());
        Assert.Equal(mark, OwnerMark.Of(mark.ToString()));
    }

    [Fact]
    public void Leaves_room_for_a_person_in_a_free_plan() =>
        Assert.True(new OwnerMark(new string('x', OwnerMark.LongestInstallation), Intent).ToString().Length <= 90);

    [Fact]
    public void Is_found_among_what_a_person_wrote_around_it() =>
        Assert.Equal("k3v9x2ab", OwnerMark.Of($"router in the hall ({new OwnerMark("k3v9x2ab", Intent)}), do not touch")?.Installation);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("homelab/k3v9x2ab")]
    [InlineData("homelab/k3v9x2ab 01985f3c")]
    [InlineData("xhomelab/k3v9x2ab 01985f3c9e8a7d0b8c110123456789ab")]
    public void Is_not_found_in_what_only_looks_like_one(string? comment) => Assert.Null(OwnerMark.Of(comment));
}
