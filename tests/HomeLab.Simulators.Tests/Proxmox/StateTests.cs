namespace HomeLab.Simulators.Tests.Proxmox;

public sealed class StateTests : IDisposable
{
    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("homelab-simulators-");

    (string, string?) Setting => ("Simulators:DataDirectory", directory.FullName);

    [Fact]
    public async Task What_was_answered_and_what_was_at_work_is_there_after_a_restart()
    {
        string upid, fingerprint, digest;
        await using (var lab = await Lab.StartAsync(Setting))
        {
            await lab.PutAsync("nodes/pve1/qemu/100/config", ("description", "kept"));
            digest = (await lab.ReadAsync("nodes/pve1/qemu/100/config"))["digest"]!.GetValue<string>();
            upid = (await lab.PostAsync("nodes/pve1/qemu/101/snapshot", ("snapname", "one"))).Data!.GetValue<string>();
            fingerprint = (await lab.ReadAsync("nodes"))[0]!["ssl_fingerprint"]!.GetValue<string>();
        }

        await using var again = await Lab.StartAsync(Setting);
        var config = await again.ReadAsync("nodes/pve1/qemu/100/config");
        again.Host.Clock.Advance(TimeSpan.FromSeconds(6));
        var status = await again.ReadAsync($"nodes/pve1/tasks/{upid}/status");
        var snapshots = await again.ReadAsync("nodes/pve1/qemu/101/snapshot");

        Assert.Equal(("kept", digest), (config["description"]!.GetValue<string>(), config["digest"]!.GetValue<string>()));
        Assert.Equal(fingerprint, (await again.ReadAsync("nodes"))[0]!["ssl_fingerprint"]!.GetValue<string>());
        Assert.Equal(("OK", 2), (status["exitstatus"]!.GetValue<string>(), snapshots.AsArray().Count));
    }

    [Fact]
    public async Task A_reset_goes_back_to_the_seed_with_the_same_machines()
    {
        await using var lab = await Lab.StartAsync();
        var before = (await lab.ReadAsync("nodes/pve1/qemu/100/config")).ToJsonString();
        await lab.PutAsync("nodes/pve1/qemu/100/config", ("description", "gone soon"));

        using var reset = await lab.Http.PostAsync(new Uri(lab.Host.BaseAddress, "/_sim/reset"), null);
        var after = await lab.ReadAsync("nodes/pve1/qemu/100/config");

        Assert.Null(after["description"]);
        Assert.Equal(before.Split("\"smbios1\"")[1][..60], after.ToJsonString().Split("\"smbios1\"")[1][..60]);
    }

    [Fact]
    public async Task A_seed_makes_a_crowd_that_is_read_in_one_call()
    {
        await using var lab = await Lab.StartAsync(("Simulators:Proxmox:AuthenticationDelaySeconds", "0"));

        await lab.ControlAsync("POST", "seed", """{ "name": "lab", "crowd": { "nodes": 5, "guests": 500 } }""");
        using var request = new HttpRequestMessage(HttpMethod.Get, "cluster/resources?type=vm");
        request.Headers.TryAddWithoutValidation("Authorization", $"PVEAPIToken={Simulators.Proxmox.Seeds.DemoCluster.ApiToken}");
        var rows = (await lab.SendAsync(request)).Data!.AsArray();

        Assert.Equal((500, 5), (rows.Count, rows.Select(row => row!["node"]!.GetValue<string>()).Distinct().Count()));
        Assert.Equal(500, rows.Select(row => row!["name"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public async Task Reads_may_see_what_was_true_a_while_ago()
    {
        await using var lab = await Lab.StartAsync();
        lab.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await lab.PutAsync("nodes/pve1/qemu/100/config", ("description", "new"));
        lab.Host.Faults.Add(new Simulators.Faults.FaultRule { Effect = Simulators.Faults.FaultEffect.StaleReads, Seconds = 30 });

        var stale = await lab.ReadAsync("nodes/pve1/qemu/100/config");

        Assert.Null(stale["description"]);
    }

    [Fact]
    public async Task A_seed_with_mistakes_is_refused_with_each_of_them()
    {
        await using var lab = await Lab.StartAsync();

        var failure = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => lab.ControlAsync(
            "POST", "seed", """{ "name": "lab", "nodes": [ { "name": "pve1" } ], "guests": [ { "vmid": 5, "node": "pve1" }, { "vmid": 100, "node": "pve7" } ] }"""));

        Assert.Contains("vmid 5", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'pve7'", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => directory.Delete(recursive: true);
}
