using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Tests.Server;

namespace HomeLab.Proxmox.Tests.Guests;

public class GuestReadTests
{
    static readonly GuestReference Web = new("pve1", GuestKind.Qemu, 100);
    static readonly GuestReference Container = new("pve1", GuestKind.Lxc, 200);

    [Fact]
    public async Task A_name_that_Proxmox_made_up_is_no_name()
    {
        await using var server = PveServer.Start(("GET nodes/pve1/qemu", PveReply.Ok(
            """[{"vmid":100,"name":"web1","status":"running","cpus":2,"cpu":0.1,"mem":1,"maxmem":2,"disk":0,"maxdisk":3,"uptime":5,"tags":"","qmpstatus":"paused"},{"name":"VM 101","vmid":"101","status":"stopped","cpus":"1"}]""")));
        using var client = server.Client();

        var guests = await client.ListGuestsAsync("pve1", GuestKind.Qemu, default);

        Assert.Equal(["web1", null], guests.Select(guest => guest.Name));
        Assert.Equal([new("pve1", GuestKind.Qemu, 100), new GuestReference("pve1", GuestKind.Qemu, 101)], guests.Select(guest => guest.Reference));
        Assert.Equal(("paused", 2.0), (guests[0].QmpStatus, guests[0].Cores!.Value));
        Assert.Empty(guests[0].Tags);
    }

    [Fact]
    public async Task A_paused_guest_has_a_process_and_does_not_execute()
    {
        await using var server = PveServer.Start(
            ("GET nodes/pve1/qemu/100/status/current", PveReply.Ok(
                """{"vmid":100,"name":"web1","status":"running","qmpstatus":"paused","agent":1,"ha":{"managed":1,"state":"started","group":""},"pid":4711,"running-machine":"pc-q35-9.2","running-qemu":"9.2.0","balloon":2147483648,"nics":{"tap100i0":{"netin":1,"netout":2}},"blockstat":{}}""")),
            ("GET nodes/pve1/lxc/200/status/current", PveReply.Ok(
                """{"vmid":200,"name":"dns","status":"running","cpus":1,"cpu":0,"mem":1,"maxmem":2,"swap":0,"maxswap":3,"disk":4,"maxdisk":5,"uptime":60,"type":"lxc","ha":{"managed":0},"tags":"a;b"}""")));
        using var client = server.Client();

        var paused = await client.GetGuestStatusAsync(Web, default);
        var container = await client.GetGuestStatusAsync(Container, default);

        Assert.Equal((GuestState.Running, false, true, true), (paused.State, paused.IsExecuting, paused.HasAgent, paused.Ha!.IsManaged));
        Assert.Equal((true, false, 5L), (container.IsExecuting, container.Ha!.IsManaged, container.MaxDisk!.Value));
    }

    [Fact]
    public async Task Reads_addresses_from_the_agent_where_some_interfaces_have_none()
    {
        await using var server = PveServer.Start(("GET nodes/pve1/qemu/100/agent/network-get-interfaces", PveReply.Ok(
            """
            {"result":[{"name":"lo","hardware-address":"00:00:00:00:00:00","ip-addresses":[{"ip-address":"127.0.0.1","ip-address-type":"ipv4","prefix":8}]},
             {"name":"eth0","hardware-address":"bc:24:11:aa:bb:cc","ip-addresses":[{"ip-address":"10.0.0.5","ip-address-type":"ipv4","prefix":24},
             {"ip-address":"fe80::1","ip-address-type":"ipv6","prefix":64}],"statistics":{"rx-bytes":1,"tx-bytes":1}},{"name":"wg0"}]}
            """)));
        using var client = server.Client();

        var interfaces = await client.ListGuestInterfacesAsync(Web, default);

        Assert.Equal([null, "BC:24:11:AA:BB:CC", null], interfaces.Select(i => i.Mac));
        Assert.Equal(["10.0.0.5/24", "fe80::1/64"], interfaces[1].Addresses.Select(address => address.ToString()));
        Assert.Equal(["10.0.0.5/24"], interfaces.SelectMany(i => i.Addresses).Where(address => address.IsReachable).Select(address => address.ToString()));
        Assert.Empty(interfaces[2].Addresses);
    }

    [Theory]
    [InlineData("""[{"name":"eth0","hwaddr":"bc:24:11:AA:bb:cc","hardware-address":"bc:24:11:AA:bb:cc","inet":"10.0.0.6/24","inet6":"fe80::1/64","ip-addresses":[{"ip-address":"10.0.0.6","prefix":"24","ip-address-type":"inet"}]}]""")]
    [InlineData("""[{"name":"eth0","hwaddr":"bc:24:11:aa:bb:cc","inet":"10.0.0.6/24","inet6":"fe80::1/64"}]""")]
    public async Task Reads_addresses_of_a_container_from_new_and_old_versions(string data)
    {
        await using var server = PveServer.Start(("GET nodes/pve1/lxc/200/interfaces", PveReply.Ok(data)));
        using var client = server.Client();

        var eth0 = Assert.Single(await client.ListGuestInterfacesAsync(Container, default));

        Assert.Equal("BC:24:11:AA:BB:CC", eth0.Mac);
        Assert.Equal(["10.0.0.6/24", "fe80::1/64"], eth0.Addresses.Select(address => address.ToString()));
    }

    [Fact]
    public async Task A_silent_agent_is_not_a_guest_without_addresses()
    {
        await using var server = PveServer.Start(
            ("GET nodes/pve1/qemu/100/agent/network-get-interfaces", PveReply.No(500, "QEMU guest agent is not running")),
            ("GET nodes/pve1/qemu/100/agent/network-get-interfaces", PveReply.Ok("{}")));
        using var client = server.Client();

        var silent = await Assert.ThrowsAsync<ProxmoxException>(() => client.ListGuestInterfacesAsync(Web, default));
        var empty = await Assert.ThrowsAsync<ProxmoxException>(() => client.ListGuestInterfacesAsync(Web, default));

        Assert.Equal((ProxmoxFailure.AgentSilent, ProxmoxFailure.Unreadable), (silent.Failure, empty.Failure));
    }

    [Fact]
    public async Task The_present_is_not_a_snapshot()
    {
        await using var server = PveServer.Start(("GET nodes/pve1/qemu/100/snapshot", PveReply.Ok(
            """[{"name":"before","description":"d","snaptime":1710268850,"vmstate":1},{"name":"after","snaptime":"1710268950","vmstate":0,"parent":"before"},{"name":"current","description":"You are here!","running":1,"digest":"da39","parent":"after"}]""")));
        using var client = server.Client();

        var snapshots = await client.ListSnapshotsAsync(Web, default);

        Assert.Equal(["before", "after"], snapshots.Snapshots.Select(snapshot => snapshot.Name));
        Assert.Equal([true, false], snapshots.Snapshots.Select(snapshot => snapshot.HasMemory));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1710268950), snapshots.Snapshots[1].TakenAt);
        Assert.Equal("after", snapshots.Parent);
    }

    [Fact]
    public async Task Reads_what_waits_for_the_next_start()
    {
        await using var server = PveServer.Start(("GET nodes/pve1/qemu/100/pending", PveReply.Ok(
            """[{"key":"cores","value":2,"pending":4},{"key":"net1","value":"virtio=BC:24:11:AA:BB:CD,bridge=vmbr0","delete":1},{"key":"name","value":"web1"}]""")));
        using var client = server.Client();

        var pending = await client.GetPendingAsync(Web, default);

        Assert.Equal(new PendingChange { Key = "cores", Value = "2", Pending = "4" }, pending[0]);
        Assert.Equal([true, true, false], pending.Select(change => change.IsPending));
    }
}
