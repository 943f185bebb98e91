using System.Net;
using System.Net.Sockets;
using HomeLab.Proxmox.Cluster;
using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Tests.Server;

namespace HomeLab.Proxmox.Tests.Transport;

public class FailoverTests
{
    const string Started = "UPID:pve1:0003F21A:0A1B2C3D:65F0A1B2:qmstart:100:svc@pve!ctl:";
    const string StartLine = "POST nodes/pve1/qemu/100/status/start";

    static readonly GuestReference Web = new("pve1", GuestKind.Qemu, 100);
    static readonly string Authority = string.Join(':', Enumerable.Repeat("AA", 32));
    static readonly string OtherAuthority = string.Join(':', Enumerable.Repeat("BB", 32));
    static readonly (string, PveReply) Version = ("GET version", PveReply.Ok("""{"version":"9.1.3"}"""));

    [Fact]
    public async Task The_next_host_is_asked_when_one_is_down_and_kept_from_then_on()
    {
        await using var second = PveServer.Start([.. Identity("pve2"), Version]);
        using var client = Client(Nobody(), second.Address);

        await client.GetVersionAsync(default);
        await client.GetVersionAsync(default);

        Assert.Equal([false, true], client.Endpoints.Select(endpoint => endpoint.IsPreferred));
        Assert.Equal(ProxmoxFailure.Unavailable, client.Endpoints[0].Failure!.Failure);
        Assert.Equal(
            ["GET cluster/status", "GET nodes/pve2/certificates/info", "GET version", "GET version"], second.Seen.Select(request => request.Line));
    }

    [Fact]
    public async Task A_read_whose_answer_was_lost_is_made_elsewhere()
    {
        await using var first = PveServer.Start([.. Identity("pve1"), ("GET version", PveReply.Page(502))]);
        await using var second = PveServer.Start([.. Identity("pve2"), Version]);
        using var client = Client(first.Address, second.Address);

        Assert.Equal("9.1.3", (await client.GetVersionAsync(default)).Version);
    }

    [Fact]
    public async Task A_write_that_reached_nobody_is_made_elsewhere()
    {
        await using var second = PveServer.Start([.. Identity("pve2"), (StartLine, PveReply.Ok($"\"{Started}\""))]);
        using var client = Client(Nobody(), second.Address);

        Assert.Equal(Started, (await client.StartAsync(Web, default)).ToString());
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("page")]
    [InlineData("no JSON")]
    public async Task A_write_whose_answer_was_lost_is_made_once(string how)
    {
        var reply = how switch { "cut" => PveReply.Cut, "page" => PveReply.Page(502), _ => PveReply.Page(200) };
        await using var first = PveServer.Start([.. Identity("pve1"), (StartLine, reply)]);
        await using var second = PveServer.Start([.. Identity("pve2"), (StartLine, PveReply.Ok($"\"{Started}\""))]);
        using var client = Client(first.Address, second.Address);

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.StartAsync(Web, default));

        Assert.True(e is { IsAmbiguous: true, IsTransient: true });
        Assert.StartsWith("Could not confirm whether Proxmox did start pve1/qemu/100", e.Message);
        Assert.Equal(1, first.Seen.Count(request => request.Line == StartLine));
        Assert.Empty(second.Seen);
    }

    /// <summary>.NET's handler sends a request without a body again by itself; the VMID may be another guest's by then.</summary>
    [Fact]
    public async Task A_delete_whose_answer_was_lost_is_made_once()
    {
        await using var server = PveServer.Start(("DELETE nodes/pve1/qemu/100?destroy-unreferenced-disks=0", PveReply.Cut));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.DeleteGuestAsync(Web, new GuestDeletion(), default));

        Assert.True(e.IsAmbiguous);
        Assert.Single(server.Seen);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_refusal_is_of_the_cluster_and_not_of_a_host()
    {
        await using var first = PveServer.Start([.. Identity("pve1"), ("GET version", PveReply.No(403, "Permission check failed"))]);
        await using var second = PveServer.Start([.. Identity("pve2"), Version]);
        using var client = Client(first.Address, second.Address);

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.GetVersionAsync(default));

        Assert.Equal(ProxmoxFailure.Forbidden, e.Failure);
        Assert.Empty(second.Seen);
    }

    [Fact]
    public async Task A_host_of_another_cluster_is_not_used()
    {
        await using var first = PveServer.Start([.. Identity("pve1"), Version, ("GET version", PveReply.Page(502))]);
        await using var stranger = PveServer.Start([.. Identity("pve9", OtherAuthority), Version]);
        using var client = Client(first.Address, stranger.Address);
        await client.GetVersionAsync(default);

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.GetVersionAsync(default));

        Assert.Contains($"is of lab ({OtherAuthority}), but lab ({Authority}) was expected", e.Message);
        Assert.DoesNotContain(stranger.Seen, request => request.Line == "GET version");
        Assert.Equal(ProxmoxFailure.WrongCluster, client.Endpoints[1].Failure!.Failure);
    }

    [Fact]
    public async Task A_single_host_is_held_to_the_identity_that_is_expected()
    {
        await using var server = PveServer.Start([.. Identity("pve1"), Version]);
        ClusterIdentity identity;
        using (var first = server.Client())
        {
            identity = await first.GetIdentityAsync(default);
        }
        using var same = server.Client(with: settings => settings with { ExpectedIdentity = identity });
        using var other = server.Client(with: settings => settings with { ExpectedIdentity = identity with { Authority = CertificateFingerprint.Parse(OtherAuthority) } });

        await same.GetVersionAsync(default);
        var e = await Assert.ThrowsAsync<ProxmoxException>(() => other.GetVersionAsync(default));

        Assert.Equal(new ClusterIdentity("lab", CertificateFingerprint.Parse(Authority)), identity);
        Assert.Equal((ProxmoxFailure.WrongCluster, false), (e.Failure, e.IsTransient));
    }

    [Fact]
    public async Task A_host_in_no_cluster_is_known_by_its_node_until_its_authority_is_seen()
    {
        await using var server = PveServer.Start(
            ("GET cluster/status", PveReply.Ok("""[{"type":"node","id":"node/solo","name":"solo","ip":"10.0.0.1","online":1,"local":1,"nodeid":0,"level":""}]""")),
            ("GET nodes/solo/certificates/info", PveReply.Ok("[]")));
        using var client = server.Client();

        var identity = await client.GetIdentityAsync(default);

        Assert.Equal(new ClusterIdentity("solo", null), identity);
        Assert.True(identity.IsSame(new ClusterIdentity("solo", CertificateFingerprint.Parse(Authority))));
        Assert.False(identity.IsSame(new ClusterIdentity("other", null)));
    }

    [Fact]
    public async Task Says_of_each_host_why_none_could_be_used()
    {
        using var client = Client(Nobody(), Nobody());

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.StartAsync(Web, default));

        Assert.Equal((ProxmoxFailure.Unavailable, true, false), (e.Failure, e.IsTransient, e.IsAmbiguous));
        Assert.All(client.Endpoints, endpoint => Assert.Contains(endpoint.Endpoint.ToString(), e.Message));
    }

    static (string, PveReply)[] Identity(string node, string? authority = null) =>
    [
        ("GET cluster/status", PveReply.Ok($$"""[{"type":"cluster","id":"cluster","name":"lab","version":3,"nodes":2,"quorate":1},{"type":"node","id":"node/{{node}}","name":"{{node}}","ip":"10.0.0.1","online":1,"local":1,"nodeid":1,"level":""}]""")),
        ($"GET nodes/{node}/certificates/info", PveReply.Ok($$"""[{"filename":"pve-root-ca.pem","fingerprint":"{{authority ?? Authority}}"}]""")),
    ];

    static ProxmoxClient Client(params Uri[] hosts) => new(
        new ProxmoxSettings { Endpoints = [.. hosts.Select(host => new ProxmoxEndpoint(host))] }, _ => ValueTask.FromResult(PveServer.Token), TimeProvider.System);

    /// <summary>A port that nobody listens on.</summary>
    static Uri Nobody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
