using System.Net;

namespace HomeLab.Simulators.Tests.Proxmox;

public class AccessTests
{
    [Theory]
    [InlineData(null, "No ticket")]
    [InlineData("svc@pve!ctl=wrong", "Authentication failed!")]
    [InlineData("nobody@pve!ctl=11111111-1111-4111-8111-111111111111", "Authentication failed!")]
    public async Task Who_is_unknown_gets_no_body(string? token, string reason)
    {
        await using var lab = await Lab.StartAsync();

        var reply = await lab.SendAsync("GET", "nodes", token: token);

        Assert.Equal((401, reason), (reply.Status, reply.Reason));
        Assert.Null(reply.Json);
    }

    [Fact]
    public async Task A_token_that_may_only_look_is_told_what_it_lacks()
    {
        await using var lab = await Lab.StartAsync();

        var read = await lab.GetAsync("nodes/pve1/qemu/100/config", Lab.Auditor);
        var write = await lab.SendAsync("POST", "nodes/pve1/qemu/100/status/stop", token: Lab.Auditor);
        var unknown = await lab.SendAsync("POST", "nodes/pve1/qemu/999/status/stop", token: Lab.Auditor);

        Assert.Equal(200, read.Status);
        Assert.Equal((403, "Permission check failed (/vms/100, VM.PowerMgmt)"), (write.Status, write.Reason));
        Assert.Equal((403, "Permission check failed (/vms/999, VM.PowerMgmt)"), (unknown.Status, unknown.Reason));
    }

    [Fact]
    public async Task What_a_caller_may_not_see_is_left_out_of_lists_without_a_word()
    {
        await using var lab = await Lab.StartAsync();

        var guests = await lab.GetAsync("cluster/resources?type=vm", Lab.Operator);
        var storages = await lab.GetAsync("nodes/pve1/storage", Lab.Operator);

        Assert.Equal([100], guests.Data!.AsArray().Select(row => row!["vmid"]!.GetValue<int>()));
        Assert.Empty(storages.Data!.AsArray());
    }

    [Fact]
    public async Task A_ticket_reads_alone_and_writes_with_its_token_against_forgery()
    {
        await using var lab = await Lab.StartAsync();
        var issued = (await lab.PostAsync("access/ticket", ("username", "root@pam"), ("password", Lab.Password))).Data!;

        var read = await SendAsync("GET", csrf: false);
        var forged = await SendAsync("POST", csrf: false);
        var written = await SendAsync("POST", csrf: true);

        Assert.Equal((200, 401, 200), (read.Status, forged.Status, written.Status));
        Assert.Equal("Permission denied - invalid csrf token", forged.Reason);

        async Task<Reply> SendAsync(string method, bool csrf)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), method == "GET" ? "nodes" : "nodes/pve1/qemu/101/status/start");
            request.Headers.Add("Cookie", $"PVEAuthCookie={Uri.EscapeDataString(issued["ticket"]!.GetValue<string>())}");
            if (csrf)
                request.Headers.Add("CSRFPreventionToken", issued["CSRFPreventionToken"]!.GetValue<string>());
            return await lab.SendAsync(request);
        }
    }

    [Fact]
    public async Task A_ticket_is_worth_nothing_after_two_hours()
    {
        await using var lab = await Lab.StartAsync();
        var issued = (await lab.PostAsync("access/ticket", ("username", "root"), ("realm", "pam"), ("password", Lab.Password))).Data!["ticket"]!.GetValue<string>();

        var renewed = await lab.PostAsync("access/ticket", ("username", "root@pam"), ("password", issued));
        lab.Host.Clock.Advance(TimeSpan.FromHours(2));
        var late = await lab.PostAsync("access/ticket", ("username", "root@pam"), ("password", issued));

        Assert.Equal((200, 401), (renewed.Status, late.Status));
    }

    [Theory]
    [InlineData("chunked transfer encoding not supported")]
    public async Task A_body_without_a_length_is_refused(string reason)
    {
        await using var lab = await Lab.StartAsync();
        using var body = new StreamContent(new MemoryStream("start=1"u8.ToArray()));
        using var request = new HttpRequestMessage(HttpMethod.Post, "nodes/pve1/qemu/101/status/start") { Content = body, Version = HttpVersion.Version11 };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.TryAddWithoutValidation("Authorization", $"PVEAPIToken={Lab.Admin}");

        var reply = await lab.SendAsync(request);

        Assert.Equal((501, reason), (reply.Status, reply.Reason));
    }

    [Fact]
    public async Task A_delete_with_a_body_and_an_unknown_path_are_refused()
    {
        await using var lab = await Lab.StartAsync();

        var body = await lab.SendAsync("DELETE", "nodes/pve1/qemu/101", new FormUrlEncodedContent([new("purge", "1")]));
        var path = await lab.GetAsync("no/such/thing");
        var method = await lab.SendAsync("PATCH", "nodes");

        Assert.Equal((501, "Unexpected content for method 'DELETE'"), (body.Status, body.Reason));
        Assert.Equal((501, "Method 'GET /no/such/thing' not implemented"), (path.Status, path.Reason));
        Assert.Equal((501, "method 'PATCH' not available"), (method.Status, method.Reason));
    }
}
