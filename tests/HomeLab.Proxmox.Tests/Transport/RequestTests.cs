using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Storages;
using HomeLab.Proxmox.Tasks;
using HomeLab.Proxmox.Tests.Server;

namespace HomeLab.Proxmox.Tests.Transport;

public class RequestTests
{
    const string Started = "UPID:pve1:0003F21A:0A1B2C3D:65F0A1B2:qmstart:100:svc@pve!ctl:";

    static readonly GuestReference Web = new("pve1", GuestKind.Qemu, 100);

    [Fact]
    public async Task Sends_forms_with_their_length_and_booleans_as_digits()
    {
        await using var server = PveServer.Start(("POST nodes/pve1/qemu/100/status/shutdown", PveReply.Ok($"\"{Started}\"")));
        using var client = server.Client();

        var upid = await client.ShutdownAsync(Web, TimeSpan.FromSeconds(90), thenStops: true, default);

        var request = Assert.Single(server.Seen);
        Assert.Equal(("HTTP/1.1", "timeout=90&forceStop=1", "22"), (request.Version, request.Body, request.Headers["Content-Length"]));
        Assert.False(request.Headers.ContainsKey("Transfer-Encoding"));
        Assert.Equal("PVEAPIToken=" + PveServer.Token, request.Headers["Authorization"]);
        Assert.Equal(Started, upid.ToString());
    }

    [Fact]
    public async Task An_empty_form_has_a_length_too()
    {
        await using var server = PveServer.Start(("POST nodes/pve1/qemu/100/status/start", PveReply.Ok($"\"{Started}\"")));
        using var client = server.Client();

        await client.StartAsync(Web, default);

        Assert.Equal("0", Assert.Single(server.Seen).Headers["Content-Length"]);
    }

    [Fact]
    public async Task A_delete_has_its_parameters_in_the_query_and_no_body()
    {
        const string Line = "DELETE nodes/pve1/qemu/100?purge=1&destroy-unreferenced-disks=0";
        await using var server = PveServer.Start((Line, PveReply.Ok($"\"{Started}\"")));
        using var client = server.Client();

        await client.DeleteGuestAsync(Web, new GuestDeletion { Purges = true }, default);

        var request = Assert.Single(server.Seen);
        Assert.False(request.Headers.ContainsKey("Content-Length"));
        Assert.False(request.Headers.ContainsKey("Content-Type"));
    }

    [Fact]
    public async Task Task_and_volume_ids_are_one_segment()
    {
        await using var server = PveServer.Start(
            ("GET nodes/pve1/tasks/UPID%3Apve1%3A0003F21A%3A0A1B2C3D%3A65F0A1B2%3Aqmstart%3A100%3Asvc%40pve%21ctl%3A/status", PveReply.Ok($$"""{"upid":"{{Started}}","status":"running"}""")),
            ("GET nodes/pve1/storage/local/content/local%3Abackup%2Fvzdump-qemu-100-2026_01_31-02_00_01.vma.zst", PveReply.Ok("""{"path":"/x","size":1}""")));
        using var client = server.Client();

        await client.GetTaskAsync(Upid.Parse(Started), default);
        await client.GetVolumeAsync(new VolumeReference("pve1", "local:backup/vzdump-qemu-100-2026_01_31-02_00_01.vma.zst"), default);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    public async Task A_name_cannot_leave_its_place_in_the_path(string node)
    {
        await using var server = PveServer.Start();
        using var client = server.Client();

        await Assert.ThrowsAsync<ArgumentException>(() => client.GetNodeStatusAsync(node, default));

        Assert.Empty(server.Seen);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api2/json")]
    [InlineData("/api2/json/")]
    public async Task Takes_an_address_with_or_without_the_API_s_path(string path)
    {
        await using var server = PveServer.Start(("GET version", PveReply.Ok("""{"version":"9.1.3"}""")));
        using var client = server.Client(with: settings => settings with { Endpoints = [new ProxmoxEndpoint(new Uri(server.Address, path))] });

        Assert.Equal("9.1.3", (await client.GetVersionAsync(default)).Version);
    }

    [Fact]
    public async Task Keeps_what_is_below_a_proxy_s_prefix()
    {
        await using var server = PveServer.Start(("GET /lab/api2/json/version", PveReply.Ok("""{"version":"9.1.3"}""")));
        using var client = server.Client(with: settings => settings with { Endpoints = [new ProxmoxEndpoint(new Uri(server.Address, "/lab"))] });

        Assert.Equal("9.1.3", (await client.GetVersionAsync(default)).Version);
    }
}
