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

    [Fact]
    public void Takes_the_place_of_any_other_and_leaves_what_people_wrote()
    {
        var mark = new OwnerMark("k3v9x2ab", Intent);

        Assert.Equal($"{mark} router in the hall", mark.In("router in the hall"));
        Assert.Equal($"{mark} router", mark.In($"{new OwnerMark("elsewhere", Guid.Empty)} router"));
        Assert.Equal($"{mark} router", mark.In(OwnerMark.Release("router", "elsewhere")));
        Assert.Equal(mark.ToString(), mark.In(mark.ToString()));
    }

    [Fact]
    public void Gives_way_to_the_word_that_the_record_was_handed_over()
    {
        var released = OwnerMark.Release($"{new OwnerMark("k3v9x2ab", Intent)} router", "k3v9x2ab");

        Assert.Equal("homelab-released/k3v9x2ab router", released);
        Assert.Null(OwnerMark.Of(released));
        Assert.Equal("k3v9x2ab", OwnerMark.ReleasedBy(released));
    }

    [Fact]
    public void Fits_a_free_plan_beside_a_long_text() =>
        Assert.Equal(100, new OwnerMark("k3v9x2ab", Intent).In(new string('x', 100)).Length);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("homelab/k3v9x2ab")]
    [InlineData("homelab/k3v9x2ab 01985f3c")]
    [InlineData("xhomelab/k3v9x2ab 01985f3c9e8a7d0b8c110123456789ab")]
    public void Is_not_found_in_what_only_looks_like_one(string? comment) => Assert.Null(OwnerMark.Of(comment));
}
