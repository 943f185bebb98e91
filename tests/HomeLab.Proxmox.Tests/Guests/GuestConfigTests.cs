using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Tests.Server;

namespace HomeLab.Proxmox.Tests.Guests;

public class GuestConfigTests
{
    const string Qemu = """
        {"name":"web1","cores":2,"sockets":1,"memory":"2048","ostype":"l26","scsihw":"virtio-scsi-single","onboot":1,
         "boot":"order=scsi0;net0","agent":"enabled=1,fstrim_cloned_disks=1","net0":"virtio=BC:24:11:AA:BB:CC,bridge=vmbr0,firewall=1,tag=20",
         "net10":"e1000=bc:24:11:aa:bb:dd,bridge=vmbr1,link_down=1","ipconfig0":"ip=10.0.0.5/24,gw=10.0.0.1,ip6=auto",
         "scsi0":"local-lvm:vm-100-disk-0,iothread=1,size=32G","ide2":"none,media=cdrom","virtio1":"/dev/disk/by-id/ata-X,backup=0,size=1.5T",
         "efidisk0":"local-lvm:vm-100-disk-1,efitype=4m,size=528K","unused0":"local-lvm:vm-100-disk-7","protection":"1","lock":"backup",
         "tags":"prod;web","description":"managed\nby hand","smbios1":"uuid=3F2504E0-4F89-11D3-9A0C-0305E82C3301,manufacturer=UUVNVQ==,base64=1",
         "vmgenid":"11111111-2222-3333-4444-555555555555","meta":"creation-qemu=9.2.0,ctime=1710268850","digest":"da39a3ee5e6b4b0d3255bfef95601890afd80709"}
        """;

    const string Lxc = """
        {"hostname":"dns","memory":512,"swap":512,"cores":1,"arch":"amd64","ostype":"debian","unprivileged":1,"features":"nesting=1,keyctl=1",
         "net0":"name=eth0,bridge=vmbr0,firewall=1,gw=10.0.0.1,hwaddr=BC:24:11:AA:BB:EE,ip=10.0.0.6/24,ip6=dhcp,type=veth",
         "rootfs":"local-lvm:vm-200-disk-0,size=8G","mp0":"/mnt/raid1,mp=/data","mp1":"local-lvm:vm-200-disk-1,mp=/db,backup=1,size=512M",
         "description":"one line\n","lxc":[["lxc.apparmor.profile","unconfined"]],"digest":"b1946ac92492d2347c6235b4d2611184aa6b7dd0"}
        """;

    [Fact]
    public async Task Reads_a_virtual_machine()
    {
        var config = await ReadAsync(new GuestReference("pve1", GuestKind.Qemu, 100), Qemu);

        Assert.Equal(("web1", 2, 1, 2048L << 20), (config.Name, config.Cores, config.Sockets, config.Memory));
        Assert.Equal((true, true, true, false, "backup"), (config.HasAgent, config.IsStartedOnBoot, config.IsProtected, config.IsTemplate, config.Lock));
        Assert.Equal(Guid.Parse("3f2504e0-4f89-11d3-9a0c-0305e82c3301"), config.SystemUuid);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1710268850), config.CreatedAt);
        Assert.Equal(["prod", "web"], config.Tags);
        Assert.Equal("managed\nby hand", config.Description);
        Assert.Equal("da39a3ee5e6b4b0d3255bfef95601890afd80709", config.Digest);
        Assert.False(config.Settings.ContainsKey("digest"));
    }

    [Fact]
    public async Task Reads_network_cards_with_the_addresses_of_cloud_init()
    {
        var config = await ReadAsync(new GuestReference("pve1", GuestKind.Qemu, 100), Qemu);

        Assert.Equal(["net0", "net10"], config.Networks.Select(network => network.Key));
        var (first, second) = (config.Networks[0], config.Networks[1]);
        Assert.Equal(("virtio", "BC:24:11:AA:BB:CC", "vmbr0", 20, true), (first.Model, first.Mac, first.Bridge, first.VlanTag!.Value, first.HasFirewall));
        Assert.Equal(("10.0.0.5/24", "10.0.0.1", "auto"), (first.IPv4, first.Gateway, first.IPv6));
        Assert.Equal(["10.0.0.5/24"], first.Addresses.Select(address => address.ToString()));
        Assert.Equal(("e1000", "BC:24:11:AA:BB:DD", true, null), (second.Model, second.Mac, second.IsLinkDown, second.IPv4));
    }

    [Fact]
    public async Task Reads_drives_of_all_kinds()
    {
        var config = await ReadAsync(new GuestReference("pve1", GuestKind.Qemu, 100), Qemu);

        Assert.Equal(
            [
                ("efidisk0", "local-lvm", 528L << 10, false), ("ide2", null, null, false), ("scsi0", "local-lvm", 32L << 30, false),
                ("unused0", "local-lvm", null, true), ("virtio1", null, (3L << 40) / 2, false),
            ],
            config.Disks.Select(disk => (disk.Key, disk.Storage, disk.Size, disk.IsUnused)));
        Assert.Equal((null, true), (config.Disks[1].Volume, config.Disks[1].IsCdrom));
        Assert.Equal(("/dev/disk/by-id/ata-X", "0"), (config.Disks[4].Volume, config.Disks[4].Options["backup"]));
    }

    [Fact]
    public async Task Reads_a_container()
    {
        var config = await ReadAsync(new GuestReference("pve1", GuestKind.Lxc, 200), Lxc);

        Assert.Equal(("dns", 512L << 20, "one line", null), (config.Name, config.Memory, config.Description, config.SystemUuid));
        var network = Assert.Single(config.Networks);
        Assert.Equal(("veth", "eth0", "BC:24:11:AA:BB:EE", "10.0.0.6/24", "dhcp"), (network.Model, network.Name, network.Mac, network.IPv4, network.IPv6));
        Assert.Equal(
            [("mp0", null, "/data"), ("mp1", "local-lvm", "/db"), ("rootfs", "local-lvm", "/")],
            config.Disks.Select(disk => (disk.Key, disk.Storage, disk.MountPath)));
        Assert.False(config.Settings.ContainsKey("lxc"));
    }

    [Theory]
    [InlineData("""{"memory":"current=4096"}""", 4096, false)]
    [InlineData("""{"memory":1024,"agent":"1,type=virtio"}""", 1024, true)]
    [InlineData("""{"agent":"0"}""", 512, false)]
    [InlineData("""{"agent":1}""", 512, true)]
    public async Task Reads_older_and_newer_forms_of_a_setting(string data, long mebibytes, bool hasAgent)
    {
        var config = await ReadAsync(new GuestReference("pve1", GuestKind.Qemu, 100), data);

        Assert.Equal((mebibytes << 20, hasAgent), (config.Memory, config.HasAgent));
    }

    [Fact]
    public async Task Asks_for_what_is_in_force_when_told()
    {
        await using var server = PveServer.Start(("GET nodes/pve1/qemu/100/config?current=1", PveReply.Ok("""{"digest":"aa"}""")));
        using var client = server.Client();

        Assert.Equal("aa", (await client.GetGuestConfigAsync(new GuestReference("pve1", GuestKind.Qemu, 100), inForce: true)).Digest);
    }

    static async Task<GuestConfig> ReadAsync(GuestReference guest, string data)
    {
        var kind = guest.Kind == GuestKind.Lxc ? "lxc" : "qemu";
        await using var server = PveServer.Start(($"GET nodes/pve1/{kind}/{guest.Vmid}/config", PveReply.Ok(data)));
        using var client = server.Client();
        return await client.GetGuestConfigAsync(guest);
    }
}
