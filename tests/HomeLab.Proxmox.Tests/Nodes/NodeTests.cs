using HomeLab.Proxmox.Nodes;
using HomeLab.Proxmox.Tests.Server;

namespace HomeLab.Proxmox.Tests.Nodes;

public class NodeTests
{
    static readonly string Fingerprint = string.Join(':', Enumerable.Repeat("AB", 32));

    [Fact]
    public async Task Reads_nodes_of_which_one_is_offline()
    {
        await using var server = PveServer.Start(("GET nodes", PveReply.Ok(
            $$"""
            [{"node":"pve1","status":"online","cpu":0.03,"maxcpu":8,"mem":1e10,"maxmem":33554432000,"disk":5,"maxdisk":10,"uptime":"86400","level":"","id":"node/pve1","type":"node","ssl_fingerprint":"{{Fingerprint}}"},
             {"node":"pve2","status":"offline","id":"node/pve2","type":"node","level":""}]
            """)));
        using var client = server.Client();

        var nodes = await client.ListNodesAsync(default);

        Assert.Equal(("pve1", NodeState.Online, 8, 10_000_000_000), (nodes[0].Name, nodes[0].State, nodes[0].Cores!.Value, nodes[0].Memory!.Value));
        Assert.Equal((Fingerprint, TimeSpan.FromDays(1)), (nodes[0].Fingerprint!.ToString(), nodes[0].Uptime));
        Assert.Equal((NodeState.Offline, null, null), (nodes[1].State, nodes[1].MaxMemory, nodes[1].Fingerprint));
    }

    [Fact]
    public async Task Reads_a_node_s_status_with_its_load_as_text()
    {
        await using var server = PveServer.Start(("GET nodes/pve1/status", PveReply.Ok(
            """
            {"cpu":0.02,"cpuinfo":{"model":"N100","sockets":1,"cores":"4","cpus":4},"memory":{"total":100,"used":60,"free":30,"available":40},
             "swap":{"total":0,"used":0,"free":0},"rootfs":{"total":1000,"used":400,"free":600,"avail":550},"loadavg":["0.10","0.08","0.05"],
             "uptime":90,"kversion":"Linux","current-kernel":{"sysname":"Linux","release":"6.14.8-2-pve","version":"#1","machine":"x86_64"},
             "boot-info":{"mode":"efi","secureboot":0},"pveversion":"pve-manager/9.1.3/1a2b3c4d"}
            """)));
        using var client = server.Client();

        var status = await client.GetNodeStatusAsync("pve1", default);

        Assert.Equal([0.10, 0.08, 0.05], status.LoadAverage);
        Assert.Equal((40L, 550L), (status.Memory!.Available!.Value, status.RootFileSystem!.Available!.Value));
        Assert.Equal(new NodeProcessor("N100", 1, 4, 4), status.CpuInfo);
        Assert.Equal(("6.14.8-2-pve", "pve-manager/9.1.3/1a2b3c4d"), (status.Kernel!.Release, status.PveVersion));
    }

    [Fact]
    public async Task Knows_the_certificate_that_is_shown()
    {
        const string Row = """{"filename":"NAME","subject":"/CN=pve1","issuer":"/CN=PVE","notbefore":1700000000,"notafter":1800000000,"fingerprint":"FP","san":["10.0.0.1","pve1"],"pem":"-----BEGIN","public-key-type":"rsaEncryption","public-key-bits":2048}""";
        string Of(string name) => Row.Replace("NAME", name).Replace("FP", Fingerprint);
        await using var server = PveServer.Start(
            ("GET nodes/pve1/certificates/info", PveReply.Ok($"[{Of("pve-root-ca.pem")},{Of("pve-ssl.pem")}]")),
            ("GET nodes/pve1/certificates/info", PveReply.Ok($"[{Of("pve-root-ca.pem")},{Of("pve-ssl.pem")},{Of("pveproxy-ssl.pem")}]")));
        using var client = server.Client();

        var own = await client.ListCertificatesAsync("pve1", default);
        var custom = await client.ListCertificatesAsync("pve1", default);

        Assert.Equal("pve-ssl.pem", NodeCertificate.ServedOf(own)!.FileName);
        Assert.Equal("pveproxy-ssl.pem", NodeCertificate.ServedOf(custom)!.FileName);
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(1800000000), 2048), (own[1].NotAfter!.Value, own[1].PublicKeyBits!.Value));
        Assert.Equal(["10.0.0.1", "pve1"], own[1].Names);
    }

    [Fact]
    public async Task Reads_the_networks_of_a_node()
    {
        await using var server = PveServer.Start(("GET nodes/pve1/network", PveReply.Ok(
            """[{"iface":"vmbr0","type":"bridge","active":1,"autostart":1,"bridge_ports":"eno1 eno2","cidr":"10.0.0.1/24","gateway":"10.0.0.254","bridge_vlan_aware":1,"families":["inet"],"priority":3},{"iface":"eno1","type":"eth","exists":1}]""")));
        using var client = server.Client();

        var interfaces = await client.ListNodeInterfacesAsync("pve1", default);

        Assert.Equal(("vmbr0", "bridge", true, "10.0.0.1/24", true), (interfaces[0].Name, interfaces[0].Type, interfaces[0].IsActive, interfaces[0].Cidr, interfaces[0].IsVlanAware));
        Assert.Equal(["eno1", "eno2"], interfaces[0].BridgePorts);
        Assert.False(interfaces[1].IsActive);
    }
}
