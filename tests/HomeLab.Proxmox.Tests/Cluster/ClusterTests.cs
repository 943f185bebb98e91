using HomeLab.Proxmox.Cluster;
using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Nodes;
using HomeLab.Proxmox.Tests.Server;

namespace HomeLab.Proxmox.Tests.Cluster;

public class ClusterTests
{
    [Fact]
    public async Task Reads_members_and_quorum()
    {
        await using var server = PveServer.Start(("GET cluster/status", PveReply.Ok(
            """
            [{"type":"cluster","id":"cluster","name":"lab","version":3,"nodes":2,"quorate":"0"},
             {"type":"node","id":"node/pve1","name":"pve1","ip":"10.0.0.1","online":1,"local":1,"nodeid":1,"level":""},
             {"type":"node","id":"node/pve2","name":"pve2","ip":"10.0.0.2","online":"","local":0,"nodeid":"2"}]
            """)));
        using var client = server.Client();

        var status = await client.GetClusterStatusAsync(default);

        Assert.Equal(("lab", false), (status.Name, status.IsQuorate));
        Assert.Equal([new("pve1", 1, "10.0.0.1", true, true), new ClusterMember("pve2", 2, "10.0.0.2", false, false)], status.Members);
    }

    [Fact]
    public async Task A_host_in_no_cluster_has_no_name_and_is_quorate()
    {
        await using var server = PveServer.Start(("GET cluster/status", PveReply.Ok("""[{"type":"node","name":"solo","online":1,"local":1}]""")));
        using var client = server.Client();

        var status = await client.GetClusterStatusAsync(default);

        Assert.Equal((null, true, 1), (status.Name, status.IsQuorate, status.Members.Count));
    }

    [Fact]
    public async Task Reads_every_kind_of_resource_and_passes_over_the_unknown()
    {
        await using var server = PveServer.Start(("GET cluster/resources", PveReply.Ok(
            """
            [{"id":"qemu/100","vmid":100,"node":"pve1","type":"qemu","status":"running","name":"web1","template":0,"uptime":3600,"cpu":0.015,
              "maxcpu":2,"mem":1073741824,"maxmem":"2147483648","disk":0,"maxdisk":34359738368,"netin":1,"netout":2,"pool":"prod","tags":"prod;web","lock":"backup","hastate":"started"},
             {"id":"qemu/101","vmid":"101","node":"pve2","type":"qemu","status":"unknown"},
             {"id":"lxc/200","vmid":200,"node":"pve1","type":"lxc","status":"stopped","name":123,"template":"","maxcpu":1},
             {"id":"qemu/900","vmid":900,"node":"pve1","type":"qemu","status":"stopped","name":"golden","template":1},
             {"id":"node/pve1","node":"pve1","type":"node","status":"online","level":"","cpu":0.03,"maxcpu":8,"cgroup-mode":2},
             {"id":"node/pve2","node":"pve2","type":"node","status":"offline"},
             {"id":"storage/pve1/local","storage":"local","node":"pve1","type":"storage","plugintype":"dir","content":"backup,iso","shared":0,"status":"available","disk":10,"maxdisk":100},
             {"id":"/pool/prod","pool":"prod","type":"pool"},
             {"id":"network/pve1/zone/localnetwork","node":"pve1","type":"network","status":"ok"},
             {"id":"sdn/pve1/localnetwork","node":"pve1","sdn":"localnetwork","type":"sdn","status":"ok"}]
            """)));
        using var client = server.Client();

        var resources = await client.GetResourcesAsync();

        Assert.Equal(["pve1/qemu/100", "pve2/qemu/101", "pve1/qemu/900", "pve1/lxc/200"], resources.Guests.Select(guest => guest.Reference.ToString()));
        var web = resources.Guests[0];
        Assert.Equal(("web1", GuestState.Running, "prod", "backup", "started"), (web.Name, web.State, web.Pool, web.Lock, web.HaState));
        Assert.Equal((2147483648, 0.015, 2.0, TimeSpan.FromHours(1)), (web.MaxMemory!.Value, web.Cpu!.Value, web.Cores!.Value, web.Uptime));
        Assert.Equal(["prod", "web"], web.Tags);
        Assert.Equal((null, GuestState.Unknown, null), (resources.Guests[1].Name, resources.Guests[1].State, resources.Guests[1].MaxMemory));
        Assert.Equal(("123", false), (resources.Guests[3].Name, resources.Guests[3].IsTemplate));
        Assert.True(resources.Guests[2].IsTemplate);
        Assert.Equal([NodeState.Online, NodeState.Offline], resources.Nodes.Select(node => node.State));
        var storage = Assert.Single(resources.Storages);
        Assert.Equal(("local", "pve1", true, false, 100L), (storage.Name, storage.Node, storage.IsAvailable, storage.IsShared, storage.Total!.Value));
        Assert.Equal(["backup", "iso"], storage.Content);
        Assert.Equal(["prod"], resources.Pools);
    }

    [Fact]
    public async Task A_guest_without_its_number_is_not_left_out()
    {
        await using var server = PveServer.Start(("GET cluster/resources?type=vm", PveReply.Ok("""[{"type":"qemu","node":"pve1"}]""")));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.GetResourcesAsync(ResourceKind.Vm));

        Assert.Equal(ProxmoxFailure.Unreadable, e.Failure);
    }

    [Theory]
    [InlineData("\"101\"")]
    [InlineData("101")]
    public async Task Reads_the_next_VMID_as_text_and_as_a_number(string data)
    {
        await using var server = PveServer.Start(("GET cluster/nextid", PveReply.Ok(data)));
        using var client = server.Client();

        Assert.Equal(101, await client.GetNextVmidAsync(default));
    }

    [Fact]
    public async Task Reads_what_the_token_may_do()
    {
        await using var server = PveServer.Start(("GET access/permissions?path=%2Fvms%2F100", PveReply.Ok("""{"/vms/100":{"VM.Audit":1,"VM.PowerMgmt":0}}""")));
        using var client = server.Client();

        var permissions = await client.GetPermissionsAsync("/vms/100");

        Assert.Equal(new Dictionary<string, bool> { ["VM.Audit"] = true, ["VM.PowerMgmt"] = false }, permissions["/vms/100"]);
    }
}
