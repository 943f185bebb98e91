using System.Net.Security;
using System.Security.Cryptography;
using HomeLab.Simulators.Faults;

namespace HomeLab.Simulators.Tests.Proxmox;

public class ListeningTests
{
    [Fact]
    public async Task A_nodes_own_port_shows_the_certificate_whose_fingerprint_the_cluster_tells()
    {
        await using var lab = await Lab.StartAsync();

        var before = await ShownAsync(lab, "pve2");
        var told = (await lab.ReadAsync("nodes")).AsArray()[1]!["ssl_fingerprint"]!.GetValue<string>();
        var listed = (await lab.ReadAsync("nodes/pve2/certificates/info")).AsArray().Single(one => one!["filename"]!.GetValue<string>() == "pve-ssl.pem")!;
        await lab.ControlAsync("PUT", "nodes/pve2", new { newCertificate = true });
        var after = await ShownAsync(lab, "pve2");

        Assert.Equal((told, told), (before, listed["fingerprint"]!.GetValue<string>()));
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task A_node_that_is_down_answers_nobody_and_is_not_reached_by_way_of_others()
    {
        await using var lab = await Lab.StartAsync();
        await lab.ControlAsync("PUT", "nodes/pve2", new { isOnline = false });

        var proxied = await lab.GetAsync("nodes/pve2/lxc");
        var nodes = (await lab.ReadAsync("nodes")).AsArray();
        var guest = (await lab.ReadAsync("cluster/resources?type=vm")).AsArray().Single(row => row!["vmid"]!.GetValue<int>() == 200)!;
        var direct = await Assert.ThrowsAnyAsync<HttpRequestException>(() => ShownAsync(lab, "pve2"));

        Assert.Equal((595, "No route to host"), (proxied.Status, proxied.Reason));
        Assert.Equal("offline", nodes[1]!["status"]!.GetValue<string>());
        Assert.Equal(("unknown", null), (guest["status"]!.GetValue<string>(), guest["name"]));
        Assert.NotNull(direct);
    }

    [Fact]
    public async Task A_failed_hop_between_nodes_has_its_own_status_and_words()
    {
        await using var lab = await Lab.StartAsync();
        lab.Host.Faults.Add(new FaultRule { Effect = FaultEffect.Status, System = "proxmox", Path = "/lab/api2/json/nodes/pve1/**", Status = 596, Times = 1 });

        var failed = await lab.GetAsync("nodes/pve1/qemu");
        var other = await lab.GetAsync("nodes/pve1/qemu");

        Assert.Equal((596, "Connection timed out", 200), (failed.Status, failed.Reason, other.Status));
    }

    [Fact]
    public async Task A_lost_answer_leaves_its_task_at_work()
    {
        await using var lab = await Lab.StartAsync();
        lab.Host.Faults.Add(new FaultRule { Effect = FaultEffect.LostAnswer, Method = "POST", Path = "**/status/start", Times = 1 });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => lab.PostAsync("nodes/pve1/qemu/101/status/start"));
        var tasks = (await lab.ReadAsync("cluster/tasks")).AsArray();
        var entry = lab.Host.Requests.Entries.Single(one => one.Method == "POST");

        Assert.Equal("qmstart", tasks.Single()!["type"]!.GetValue<string>());
        Assert.Equal((true, null, "svc@pve!ctl"), (entry.Applied, entry.Status, entry.Credential));
    }

    [Fact]
    public async Task Another_installation_in_its_place_knows_none_of_its_guests()
    {
        await using var lab = await Lab.StartAsync();
        lab.Host.Faults.Add(new FaultRule { Effect = FaultEffect.WrongIdentity });

        var status = await lab.ReadAsync("cluster/status");
        var guests = await lab.ReadAsync("cluster/resources?type=vm");
        var write = await lab.PostAsync("nodes/pve1/qemu/101/status/start");

        Assert.Equal("bal", status[0]!["name"]!.GetValue<string>());
        Assert.Empty(guests.AsArray());
        Assert.Equal(500, write.Status);
    }

    static async Task<string> ShownAsync(Lab lab, string node)
    {
        var shown = "";
        using var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    shown = string.Join(':', SHA256.HashData(certificate!.GetRawCertData()).Select(part => part.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
                    return true;
                },
            },
        };
        using var http = new HttpClient(handler) { BaseAddress = lab.Host.ProxmoxNode("lab", node) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api2/json/version");
        request.Headers.TryAddWithoutValidation("Authorization", $"PVEAPIToken={Lab.Auditor}");
        using var response = await http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode);
        return shown;
    }
}
