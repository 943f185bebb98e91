using HomeLab.Inventory.Sources;
using Microsoft.Extensions.Configuration;

namespace HomeLab.Inventory.Tests.Sources;

public class SourceAddressesTests
{
    readonly SourceAddresses addresses = new(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["services:simulators:http:0"] = "http://127.0.0.1:4711" }).Build());

    [Theory]
    [InlineData("http://simulators/proxmox/demo", "http://127.0.0.1:4711/proxmox/demo")]
    [InlineData("https://simulators/proxmox/demo", "https://simulators/proxmox/demo")]
    [InlineData("https://pve.example.org:8006", "https://pve.example.org:8006/")]
    public void A_name_of_the_fleet_is_looked_up_and_any_other_is_left(string url, string expected) =>
        Assert.Equal(expected, addresses.Of(url).ToString());
}
