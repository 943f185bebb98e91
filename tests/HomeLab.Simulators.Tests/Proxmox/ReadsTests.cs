using System.Text.Json;
using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Tests.Proxmox;

public class ReadsTests
{
    [Fact]
    public async Task A_cluster_tells_its_nodes_and_its_quorum()
    {
        await using var lab = await Lab.StartAsync();

        var status = (await lab.ReadAsync("cluster/status")).AsArray();
        var nodes = (await lab.ReadAsync("nodes")).AsArray();

        Assert.Equal(("lab", 2, 1), (Text(status[0], "name"), Number(status[0], "nodes"), Number(status[0], "quorate")));
        Assert.Equal(["pve1", "pve2"], status.Skip(1).Select(node => Text(node, "name")));
        Assert.Matches("^([0-9A-F]{2}:){31}[0-9A-F]{2}$", Text(nodes[0], "ssl_fingerprint"));
    }

    [Fact]
    public async Task A_standalone_host_has_no_cluster_item()
    {
        await using var host = await SimulatorHost.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.Proxmox("demo") };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"PVEAPIToken={Simulators.Proxmox.Seeds.DemoCluster.ApiToken}");

        using var status = JsonDocument.Parse(await http.GetStringAsync("cluster/status"));

        Assert.Equal(["node"], status.RootElement.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Resources_are_guests_nodes_storages_and_pools_and_a_shared_storage_is_there_once_a_node()
    {
        await using var lab = await Lab.StartAsync();

        var rows = (await lab.ReadAsync("cluster/resources")).AsArray();
        var machines = (await lab.ReadAsync("cluster/resources?type=vm")).AsArray();

        Assert.Equal(["lxc/200", "qemu/100", "qemu/101"], machines.Select(row => Text(row, "id")).Order());
        Assert.Equal(2, rows.Count(row => Text(row, "storage") == "nas"));
        Assert.Contains(rows, row => Text(row, "id") == "/pool/web");
        Assert.Equal("web", Text(machines.Single(row => Text(row, "id") == "qemu/100"), "pool"));
    }

    [Fact]
    public async Task What_is_measured_lags_behind_in_resources_and_not_in_a_nodes_list()
    {
        await using var lab = await Lab.StartAsync();
        lab.Host.Clock.Advance(TimeSpan.FromMinutes(1));

        await lab.ControlAsync("PUT", "guests/100", new { isRunning = false });
        var cached = await StatusAsync("cluster/resources?type=vm");
        var listed = await StatusAsync("nodes/pve1/qemu");
        lab.Host.Clock.Advance(TimeSpan.FromSeconds(11));
        var later = await StatusAsync("cluster/resources?type=vm");

        Assert.Equal(("running", "stopped", "stopped"), (cached, listed, later));

        async Task<string?> StatusAsync(string path) =>
            Text((await lab.ReadAsync(path)).AsArray().Single(row => Number(row, "vmid") == 100), "status");
    }

    [Fact]
    public async Task A_configuration_has_numbers_texts_and_a_digest_as_the_real_one_has()
    {
        await using var lab = await Lab.StartAsync();

        var config = await lab.ReadAsync("nodes/pve1/qemu/100/config");

        Assert.Equal((JsonValueKind.Number, JsonValueKind.String, JsonValueKind.Number), (Kind(config, "cores"), Kind(config, "memory"), Kind(config, "onboot")));
        Assert.Matches("^[0-9a-f]{40}$", Text(config, "digest"));
        Assert.Matches("^virtio=BC:24:11:[0-9A-F:]{8},bridge=vmbr0", Text(config, "net0"));
        Assert.Equal("nas:vm-100-disk-0,iothread=1,size=32G", Text(config, "scsi0"));
    }

    [Fact]
    public async Task An_agent_tells_addresses_with_numbers_and_a_container_with_texts()
    {
        await using var lab = await Lab.StartAsync();

        var machine = await lab.ReadAsync("nodes/pve1/qemu/100/agent/network-get-interfaces");
        var container = await lab.ReadAsync("nodes/pve2/lxc/200/interfaces");

        Assert.Equal(24, machine["result"]![1]!["ip-addresses"]![0]!["prefix"]!.GetValue<int>());
        Assert.Equal("24", container[1]!["ip-addresses"]![0]!["prefix"]!.GetValue<string>());
        Assert.Equal("192.0.2.200/24", Text(container[1], "inet"));
    }

    [Theory]
    [InlineData("nodes/pve1/qemu/101/agent/network-get-interfaces", "No QEMU guest agent configured")]
    [InlineData("nodes/pve2/qemu/100/config", "Configuration file 'nodes/pve2/qemu-server/100.conf' does not exist")]
    [InlineData("nodes/pve1/lxc/999/config", "Configuration file 'nodes/pve1/lxc/999.conf' does not exist")]
    [InlineData("nodes/pve1/storage/nowhere/content", "storage 'nowhere' does not exist")]
    [InlineData("pools?poolid=nobody", "pool 'nobody' does not exist")]
    [InlineData("nodes/pve9/qemu", "no such cluster node 'pve9'")]
    public async Task What_is_not_there_is_an_error_of_the_server_with_its_reason_in_the_status_line(string path, string reason)
    {
        await using var lab = await Lab.StartAsync();

        var reply = await lab.GetAsync(path);

        Assert.Equal((500, reason), (reply.Status, reply.Reason));
        Assert.Equal(reason + "\n", Text(reply.Json, "message"));
    }

    [Theory]
    [InlineData("nodes/pve1/qemu?color=red", "color", "property is not defined in schema and the schema does not allow additional properties")]
    [InlineData("nodes/pve1/qemu?full=true", "full", "type check ('boolean') failed - got 'true'")]
    [InlineData("nodes/pve1/qemu/abc/config", "vmid", "type check ('integer') failed - got 'abc'")]
    [InlineData("nodes/pve1/qemu/99/config", "vmid", "value must have a minimum value of 100")]
    [InlineData("cluster/nextid?vmid=100", "vmid", "VM 100 already exists")]
    [InlineData("cluster/resources?type=cat", "type", "value 'cat' does not have a value in the enumeration 'vm, storage, node, sdn'")]
    public async Task A_wrong_parameter_is_named(string path, string parameter, string error)
    {
        await using var lab = await Lab.StartAsync();

        var reply = await lab.GetAsync(path);

        Assert.Equal((400, "Parameter verification failed."), (reply.Status, reply.Reason));
        Assert.Equal(error, reply.Error(parameter));
    }

    [Fact]
    public async Task The_next_id_is_a_text()
    {
        await using var lab = await Lab.StartAsync();

        Assert.Equal("102", (await lab.ReadAsync("cluster/nextid")).GetValue<string>());
    }

    [Fact]
    public async Task All_numbers_are_texts_when_asked_for()
    {
        await using var lab = await Lab.StartAsync(("Simulators:Proxmox:AreNumbersStrings", "true"));

        var row = (await lab.ReadAsync("nodes/pve1/qemu"))[0]!;

        Assert.Equal((JsonValueKind.String, JsonValueKind.String), (Kind(row, "vmid"), Kind(row, "maxmem")));
    }

    [Fact]
    public async Task A_snapshot_list_ends_with_the_present()
    {
        await using var lab = await Lab.StartAsync();

        var snapshots = (await lab.ReadAsync("nodes/pve1/qemu/100/snapshot")).AsArray();

        Assert.Equal(("current", 1), (Text(snapshots[^1], "name"), Number(snapshots[^1], "running")));
    }

    [Fact]
    public async Task A_backup_job_is_told_with_an_object_for_what_was_a_text()
    {
        await using var lab = await Lab.StartAsync();

        var job = await lab.ReadAsync("cluster/backup/nightly");
        var uncovered = await lab.ReadAsync("cluster/backup-info/not-backed-up");

        Assert.Equal("3", Text(job["prune-backups"], "keep-last"));
        Assert.Equal([200], uncovered.AsArray().Select(row => Number(row, "vmid")));
    }

    [Fact]
    public async Task A_backup_is_content_with_its_guest_its_time_and_its_notes()
    {
        await using var lab = await Lab.StartAsync();

        var backup = (await lab.ReadAsync("nodes/pve2/storage/nas/content?content=backup"))[0]!;

        Assert.Matches(@"^nas:backup/vzdump-qemu-100-\d{4}_\d\d_\d\d-\d\d_\d\d_\d\d\.vma\.zst$", Text(backup, "volid"));
        Assert.Equal(("qemu", "web1"), (Text(backup, "subtype"), Text(backup, "notes")));
    }

    static string? Text(JsonNode? node, string name) => node?[name]?.GetValue<string>();

    static int Number(JsonNode? node, string name) => node![name]!.GetValue<int>();

    static JsonValueKind Kind(JsonNode node, string name) => node[name]!.GetValueKind();
}
