using HomeLab.Inventory.Proxmox;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Tests.Proxmox;

public class LastAddressesTests
{
    const string Guest = "proxmox/pve/qemu/100";
    readonly LastAddresses last = new();

    [Fact]
    public void What_a_guest_told_while_it_ran_is_told_while_it_does_not()
    {
        var running = last.Of(Guest, "u1", ["192.0.2.4"]);

        Assert.Empty(running);
        Assert.Equal(["192.0.2.4"], last.Of(Guest, "u1", []));
    }

    [Theory]
    [InlineData("""{"addresses":["192.0.2.4"],"lastAddresses":[]}""")]
    [InlineData("""{"addresses":[],"lastAddresses":["192.0.2.4"]}""")]
    public void It_is_known_over_a_restart(string facts)
    {
        last.Load(new KeptResource(Guest, "u1", facts));

        Assert.Equal(["192.0.2.4"], last.Of(Guest, "u1", []));
    }

    [Fact]
    public void The_next_guest_of_the_number_was_nowhere_before()
    {
        last.Of(Guest, "u1", ["192.0.2.4"]);

        Assert.Empty(last.Of(Guest, "u2", []));
    }
}
