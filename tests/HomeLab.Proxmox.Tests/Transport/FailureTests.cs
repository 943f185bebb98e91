using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Tests.Server;

namespace HomeLab.Proxmox.Tests.Transport;

public class FailureTests
{
    static readonly GuestReference Web = new("pve1", GuestKind.Qemu, 100);

    [Theory]
    [InlineData(500, "Configuration file 'nodes/pve1/qemu-server/100.conf' does not exist", ProxmoxFailure.NotFound, false)]
    [InlineData(500, "storage 'x' does not exist", ProxmoxFailure.NotFound, false)]
    [InlineData(500, "no such cluster node 'x'", ProxmoxFailure.NotFound, false)]
    [InlineData(500, "no such vzdump job", ProxmoxFailure.NotFound, false)]
    [InlineData(404, "Not found", ProxmoxFailure.NotFound, false)]
    [InlineData(500, "VM is locked (backup)", ProxmoxFailure.Locked, true)]
    [InlineData(500, "CT is locked (snapshot-delete)", ProxmoxFailure.Locked, true)]
    [InlineData(500, "can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout", ProxmoxFailure.Busy, true)]
    [InlineData(500, "got no worker upid - start worker failed", ProxmoxFailure.Busy, true)]
    [InlineData(500, "cluster not ready - no quorum?", ProxmoxFailure.Busy, true)]
    [InlineData(500, "QEMU guest agent is not running", ProxmoxFailure.AgentSilent, true)]
    [InlineData(500, "No QEMU guest agent configured", ProxmoxFailure.AgentSilent, true)]
    [InlineData(500, "VM 100 is not running", ProxmoxFailure.Conflict, false)]
    [InlineData(500, "CT 100 already running", ProxmoxFailure.Conflict, false)]
    [InlineData(500, "CT 100 not running", ProxmoxFailure.Conflict, false)]
    [InlineData(500, "unable to create VM 100 - VM 100 already exists on node 'pve1'", ProxmoxFailure.Conflict, false)]
    [InlineData(500, "unable to create VM 101: config file already exists", ProxmoxFailure.Conflict, false)]
    [InlineData(500, "checksum mismatch (file change by other user?)", ProxmoxFailure.Conflict, false)]
    [InlineData(500, "VM 100 is running - destroy failed", ProxmoxFailure.Conflict, false)]
    [InlineData(500, "checksum mismatch: got 'aa' != expect 'bb', aborting", ProxmoxFailure.Rejected, false)]
    [InlineData(500, "can't remove VM 100 - protection mode enabled", ProxmoxFailure.Rejected, false)]
    [InlineData(500, "storage 'x' is disabled", ProxmoxFailure.Rejected, false)]
    [InlineData(403, "Permission check failed (/vms/100, VM.PowerMgmt)", ProxmoxFailure.Forbidden, false)]
    [InlineData(501, "Method 'GET /foo' not implemented", ProxmoxFailure.NotSupported, false)]
    public async Task Tells_by_its_words_what_kind_of_no_it_was(int status, string reason, ProxmoxFailure failure, bool isTransient)
    {
        foreach (var reply in new[] { PveReply.No(status, reason), PveReply.Status(status, "x", $$"""{"data":null,"message":"{{reason}}\n"}""") })
        {
            await using var server = PveServer.Start(("POST nodes/pve1/qemu/100/status/start", reply));
            using var client = server.Client();

            var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.StartAsync(Web, default));

            Assert.Equal((failure, isTransient, false, status), (e.Failure, e.IsTransient, e.IsAmbiguous, e.Status));
            Assert.StartsWith("Failed to start pve1/qemu/100: " + reason.TrimEnd('.'), e.Message);
        }
    }

    [Fact]
    public async Task Says_which_operation_holds_the_lock()
    {
        await using var server = PveServer.Start(("PUT nodes/pve1/qemu/100/config", PveReply.No(500, "VM is locked (snapshot-delete)")));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.SetTagsAsync(Web, ["a"], null, default));

        Assert.Equal("snapshot-delete", e.Lock);
    }

    [Theory]
    [InlineData(595, "No route to host")]
    [InlineData(596, "Connection timed out")]
    [InlineData(597, "Broken pipe")]
    [InlineData(599, "Too many redirections")]
    public async Task A_hop_that_failed_passes_and_leaves_a_write_open(int status, string reason)
    {
        await using var server = PveServer.Start(
            ("GET nodes/pve2/qemu", PveReply.Status(status, reason, "")), ("POST nodes/pve1/qemu/100/status/stop", PveReply.Status(status, reason, "")));
        using var client = server.Client();

        var read = await Assert.ThrowsAsync<ProxmoxException>(() => client.ListGuestsAsync("pve2", GuestKind.Qemu, default));
        var write = await Assert.ThrowsAsync<ProxmoxException>(() => client.StopAsync(Web, default));

        Assert.Equal((ProxmoxFailure.NodeUnreachable, true, false), (read.Failure, read.IsTransient, read.IsAmbiguous));
        Assert.Equal((ProxmoxFailure.NodeUnreachable, true, true), (write.Failure, write.IsTransient, write.IsAmbiguous));
        Assert.Equal($"Could not confirm whether Proxmox did stop pve1/qemu/100: {reason} ({status}).", write.Message);
        Assert.Equal(2, server.Seen.Count);
    }

    [Fact]
    public async Task A_refused_token_is_known_by_its_status_alone()
    {
        await using var server = PveServer.Start(("GET version", PveReply.Raw("HTTP/1.1 401 No ticket\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", true)));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.GetVersionAsync(default));

        Assert.Equal((ProxmoxFailure.TokenRefused, false), (e.Failure, e.IsTransient));
    }

    [Fact]
    public async Task Names_each_parameter_that_is_wrong()
    {
        await using var server = PveServer.Start(("POST nodes/pve1/qemu", PveReply.Status(
            400, "Parameter verification failed.", """{"data":null,"message":"Parameter verification failed.\n","errors":{"memory":"type check ('integer') failed - got 'abc'\n","cores":"value must have a minimum value of 1"}}""")));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.CreateGuestAsync(Web, new() { { "memory", "abc" } }, default));

        Assert.Equal(ProxmoxFailure.Invalid, e.Failure);
        Assert.Equal(["cores", "memory"], e.Errors.Keys.Order());
        Assert.Equal(
            "Failed to create pve1/qemu/100: Parameter verification failed (400): memory: type check ('integer') failed - got 'abc'; cores: value must have a minimum value of 1.",
            e.Message);
    }

    [Theory]
    [InlineData("""{"upid":"no such task"}""", ProxmoxFailure.NotFound)]
    [InlineData("""{"id":"No such job 'x'"}""", ProxmoxFailure.NotFound)]
    [InlineData("""{"vmid":"VM 100 already exists"}""", ProxmoxFailure.Conflict)]
    public async Task Some_validation_errors_are_about_the_thing(string errors, ProxmoxFailure failure)
    {
        await using var server = PveServer.Start(
            ("GET cluster/backup/x", PveReply.Status(400, "Parameter verification failed.", $$"""{"errors":{{errors}},"data":null}""")));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.GetBackupJobAsync("x", default));

        Assert.Equal(failure, e.Failure);
    }

    [Fact]
    public async Task Does_not_take_a_proxy_in_front_for_Proxmox()
    {
        await using var server = PveServer.Start(
            ("GET nodes", PveReply.Page(404)), ("GET pools", PveReply.Page(503, "Retry-After: 7")), ("GET version", PveReply.Page(200)));
        using var client = server.Client();

        var notFound = await Assert.ThrowsAsync<ProxmoxException>(() => client.ListNodesAsync(default));
        var busy = await Assert.ThrowsAsync<ProxmoxException>(() => client.ListPoolsAsync(default));
        var page = await Assert.ThrowsAsync<ProxmoxException>(() => client.GetVersionAsync(default));

        Assert.Equal(ProxmoxFailure.Unavailable, notFound.Failure);
        Assert.Equal((ProxmoxFailure.Unavailable, TimeSpan.FromSeconds(7)), (busy.Failure, busy.RetryAfter));
        Assert.Equal((ProxmoxFailure.Unreadable, true), (page.Failure, page.IsTransient));
    }

    [Fact]
    public async Task Says_that_the_address_is_a_redirect()
    {
        await using var server = PveServer.Start(("GET version", PveReply.Status(301, "Moved Permanently", "", "Location: https://127.0.0.1:8006/api2/json/version")));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.GetVersionAsync(default));

        Assert.Equal((ProxmoxFailure.Rejected, "Failed to read the version: the address redirects to https://127.0.0.1:8006; Proxmox speaks HTTPS on port 8006."), (e.Failure, e.Message));
        Assert.Single(server.Seen);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"\"")]
    public async Task A_list_that_is_none_is_not_an_empty_list(string data)
    {
        await using var server = PveServer.Start(("GET nodes", PveReply.Ok(data)));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.ListNodesAsync(default));

        Assert.Equal(ProxmoxFailure.Unreadable, e.Failure);
    }

    [Fact]
    public async Task A_write_that_names_no_task_is_left_open()
    {
        await using var server = PveServer.Start(("POST nodes/pve1/qemu/100/status/start", PveReply.Ok("\"OK\"")));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.StartAsync(Web, default));

        Assert.Equal((ProxmoxFailure.Unreadable, true), (e.Failure, e.IsAmbiguous));
    }
}
