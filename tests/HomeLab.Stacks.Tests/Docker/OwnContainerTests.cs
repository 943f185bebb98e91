using HomeLab.Stacks.Docker;

namespace HomeLab.Stacks.Tests.Docker;

public sealed class OwnContainerTests
{
    static readonly string Id = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));

    [Fact]
    public void Is_known_by_what_the_Engine_mounts_into_it()
    {
        var mounts = $"612 598 8:1 /var/lib/docker/volumes/x/_data /data rw - ext4 /dev/sda1 rw\n613 598 8:1 /var/lib/docker/containers/{Id}/hostname /etc/hostname rw,relatime - ext4 /dev/sda1 rw\n";

        Assert.Equal(Id, OwnContainer.IdIn(mounts, "0::/\n"));
    }

    [Theory]
    [InlineData("12:cpu:/docker/ID\n0::/system.slice/containerd.service\n")]
    [InlineData("0::/system.slice/docker-ID.scope\n")]
    public void Is_known_by_its_control_group(string groups) => Assert.Equal(Id, OwnContainer.IdIn("", groups.Replace("ID", Id, StringComparison.Ordinal)));

    [Fact]
    public void A_process_on_the_host_is_in_none() => Assert.Null(OwnContainer.IdIn("22 1 8:1 / / rw - ext4 /dev/sda1 rw\n", "0::/user.slice/user-1000.slice/session-2.scope\n"));
}
