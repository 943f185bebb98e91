using HomeLab.Proxmox.Tasks;

namespace HomeLab.Proxmox.Tests.Tasks;

public class UpidTests
{
    [Fact]
    public void Says_where_and_when_and_what()
    {
        var upid = Upid.Parse("UPID:pve1:0003F21A:0A1B2C3D:65F0A1B2:qmstart:100:svc@pve!ctl:");

        Assert.Equal(("pve1", "qmstart", "100", "svc@pve!ctl"), (upid.Node, upid.Type, upid.Id, upid.User));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(0x65F0A1B2), upid.StartedAt);
        Assert.False(upid.IsRequestOnly);
    }

    [Theory]
    [InlineData("UPID:pve1:0003F21A:0A1B2C3D:65F0A1B2:vzdump::root@pam:")]
    [InlineData("UPID:pve-1:0003F21A:10A1B2C3D:65F0A1B2:imgdel:100@local-lvm:root@pam:")]
    public void Is_written_as_it_was_read(string text) => Assert.Equal(text, Upid.Parse(text).ToString());

    [Theory]
    [InlineData("OK")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("UPID:pve1:0003F21A:0A1B2C3D:65F0A1B2:qmstart:100:svc@pve!ctl")]
    [InlineData("UPID:pve1:0003F21A:0A1B2C3D:65F0A1B2:qm start:100:svc@pve!ctl:")]
    [InlineData("UPID:pve1:3F21A:0A1B2C3D:65F0A1B2:qmstart:100:svc@pve!ctl:")]
    [InlineData("UPID:pve1:0003F21A:0A1B2C3D:65F0A1B2:qmstart:100:svc@pve!ctl:\n")]
    public void What_is_none_is_not_read(string? text) => Assert.False(Upid.TryParse(text, out _));

    [Fact]
    public void A_request_to_high_availability_says_nothing_about_the_guest() =>
        Assert.True(Upid.Parse("UPID:pve1:0003F21A:0A1B2C3D:65F0A1B2:hastart:100:root@pam:").IsRequestOnly);
}
