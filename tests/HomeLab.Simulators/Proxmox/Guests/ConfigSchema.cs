using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>The keys that a guest's configuration may have, as parameters.</summary>
static class ConfigSchema
{
    const string DnsName = @"^(?=.{1,253}\z)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z";

    static readonly Parameter Tags = new("tags") { Pattern = @"^[A-Za-z0-9_]?[A-Za-z0-9_\-+.]*([;, \0]+([A-Za-z0-9_][A-Za-z0-9_\-+.]*)?)*\z", Complaint = "invalid characters in tag" };

    static readonly IReadOnlyList<Parameter> Common =
    [
        Text("description", 8192), Flag("onboot"), Flag("protection"), Flag("template"), Text("startup"), Tags, Text("nameserver"), Text("searchdomain"),
        Whole("cores", 1, 8192), Text("cpulimit"), Whole("cpuunits", 0, 500_000), Text("hookscript"), Text("lock"), Text("net[32]"), Text("unused[256]"), Text("arch"),
    ];

    static readonly IReadOnlyList<Parameter> Machine =
    [
        .. Common, new("name") { Pattern = DnsName, Complaint = "value does not look like a valid DNS name" }, new("memory") { Pattern = @"^(current=)?\d+\z" },
        Whole("balloon", 0), Whole("sockets", 1), Whole("vcpus", 1), Whole("shares", 0, 50_000), Text("cpu"),
        Choice("ostype", "other", "wxp", "w2k", "w2k3", "w2k8", "wvista", "win7", "win8", "win10", "win11", "l24", "l26", "solaris"),
        Choice("bios", "seabios", "ovmf"), Text("machine"), Text("efidisk0"), Text("tpmstate0"),
        Choice("scsihw", "lsi", "lsi53c810", "virtio-scsi-pci", "virtio-scsi-single", "megasas", "pvscsi"),
        Text("scsi[31]"), Text("virtio[16]"), Text("sata[6]"), Text("ide[4]"), Text("boot"), Text("bootdisk"), Text("agent"), Text("vga"), Text("serial[4]"),
        Text("parallel[3]"), Text("hostpci[16]"), Text("usb[15]"), Text("rng0"), Text("cicustom"), Text("ciuser"), Text("cipassword"), Text("citype"), Flag("ciupgrade"),
        Text("sshkeys"), Text("ipconfig[32]"), Flag("tablet"), Flag("kvm"), Flag("acpi"), Flag("numa"), Text("numa[8]"), Text("hotplug"), Flag("localtime"), Flag("freeze"),
        Text("keyboard"), Text("args"), Text("smbios1", 512), Text("vmgenid"), Text("watchdog"), Text("audio0"), Text("ivshmem"), Text("affinity"), Flag("autostart"),
        Text("spice_enhancements"), Text("startdate"), Flag("tdf"), Text("virtiofs[10]"), Text("hugepages"), Flag("keephugepages"), Flag("reboot"), Text("meta"),
    ];

    static readonly IReadOnlyList<Parameter> Container =
    [
        .. Common, new("hostname") { Pattern = DnsName, Complaint = "value does not look like a valid DNS name" }, Whole("memory", 16), Whole("swap", 0),
        Text("rootfs"), Text("mp[256]"), Flag("unprivileged"), Text("features"), Text("timezone"), Text("ostype"), Whole("tty", 0, 6), Flag("console"),
        Choice("cmode", "shell", "console", "tty"), Text("dev[256]"), Flag("debug"), Text("entrypoint"), Text("env"),
    ];

    public static IReadOnlyList<Parameter> Of(GuestKind kind) => kind == GuestKind.Qemu ? Machine : Container;

    public static Parameter? Find(GuestKind kind, string key) => Of(kind).FirstOrDefault(parameter => parameter.Covers(key));
}
