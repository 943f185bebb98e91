using HomeLab.Inventory.Sources;
using System.Net.Http.Json;
using System.Text;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Certificates;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Proxmox;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Tests.Sources;
using HomeLab.Lab.Kinds;
using HomeLab.Simulators;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.Configuration;

namespace HomeLab.Inventory.Tests.Proxmox;

public class ProxmoxObserverTests
{
    const string Whole = "svc@pve!look=22222222-2222-4222-8222-222222222222";
    const string Part = "ops@pve!power=33333333-3333-4333-8333-333333333333";

    const string Seed = """
        { "Simulators": { "Proxmox": { "TaskSeconds": 1, "ResourceCacheSeconds": 0, "AuthenticationDelaySeconds": 0, "Clusters": [ {
          "Name": "lab",
          "Nodes": [ { "Name": "pve1", "Address": "192.0.2.11" }, { "Name": "pve2", "Address": "192.0.2.12" } ],
          "Storages": [
            { "Name": "local-lvm", "Type": "lvmthin", "Content": "images,rootdir", "SizeGiB": 500 },
            { "Name": "nas", "Type": "nfs", "Content": "images,rootdir,backup", "SizeGiB": 2000, "IsShared": true } ],
          "Guests": [
            { "Vmid": 100, "Node": "pve1", "Name": "web1", "Address": "192.0.2.100/24", "Tags": "prod;web", "Storage": "nas" },
            { "Vmid": 101, "Node": "pve1", "Name": "idle", "IsRunning": false, "HasAgent": false, "Storage": "local-lvm" },
            { "Vmid": 200, "Kind": "lxc", "Node": "pve2", "Name": "proxy", "Address": "192.0.2.200/24", "Tags": "web", "Storage": "local-lvm" } ],
          "Users": [
            { "UserId": "svc@pve", "Acl": [ { "Role": "PVEAuditor" } ], "Tokens": [
              { "TokenId": "look", "Secret": "22222222-2222-4222-8222-222222222222", "IsPrivilegeSeparated": false } ] },
            { "UserId": "ops@pve", "Acl": [ { "Role": "PVESysAdmin" }, { "Path": "/vms/100", "Role": "PVEVMUser" } ], "Tokens": [
              { "TokenId": "power", "Secret": "33333333-3333-4333-8333-333333333333", "IsPrivilegeSeparated": false } ] } ]
        } ] } } }
        """;

    static async Task<(SimulatorHost Host, RunningSource Source)> StartAsync(string token = Whole, GuestPublishSpec? publish = null)
    {
        using var seed = new MemoryStream(Encoding.UTF8.GetBytes(Seed));
        var host = await SimulatorHost.StartAsync(
            [.. new ConfigurationBuilder().AddJsonStream(seed).Build().AsEnumerable().Select(it => (it.Key, it.Value))]);
        var lab = new LabSpec
        {
            Proxmox = [new ProxmoxSource { Name = "pve", Url = new Uri(host.BaseAddress, "/proxmox/lab/").ToString(), Token = new HomeLab.Lab.Kinds.SecretReference { Env = "PVE" }, Publish = publish }],
            Cloudflare = new CloudflareSpec { Token = new HomeLab.Lab.Kinds.SecretReference { Env = "TOKEN" }, Zones = ["example.org"] },
        };
        var source = await RunningSource.StartAsync(
            lab, database => new ProxmoxClusters(
                RunningSource.Secrets(("PVE", token)), new SourceAddresses(new ConfigurationManager()), database.Observations, database.Options, TimeProvider.System));
        return (host, source);
    }

    static async Task BehindAsync(SimulatorHost host, HttpMethod method, string path, object? body = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.BaseAddress };
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        (await client.SendAsync(request)).EnsureSuccessStatusCode();
    }

    static IEnumerable<string> Addresses(Snapshot snapshot) => snapshot.Resources.Select(it => it.Address);

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("INV-3")]
    public async Task Guests_nodes_and_storages_are_seen_and_hang_together()
    {
        var (host, source) = await StartAsync();
        await using (host)
        await using (source)
        {
            var seen = await source.UntilReasonAsync("");

            Assert.Equal(
                [
                    "proxmox/pve/lxc/200", "proxmox/pve/node/pve1", "proxmox/pve/node/pve2", "proxmox/pve/qemu/100", "proxmox/pve/qemu/101",
                    "proxmox/pve/storage/nas", "proxmox/pve/storage/pve1/local-lvm", "proxmox/pve/storage/pve2/local-lvm",
                ],
                Addresses(seen).Order(StringComparer.Ordinal));
            Assert.Equal("running", seen.Resources.Single(it => it.Address == "proxmox/pve/qemu/100").State);
            var graph = await source.GraphAsync();
            Assert.Equal(["proxmox/pve/qemu/100"], graph.Arriving("proxmox/pve/storage/nas").Select(it => it.From));
            Assert.Equal(
                ["proxmox/pve/qemu/100", "proxmox/pve/qemu/101", "proxmox/pve/storage/pve1/local-lvm"],
                Impact.Of(graph, "proxmox/pve/node/pve1").Select(it => it.Node.Address));
        }
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Nodes_tell_of_their_certificates()
    {
        var (host, source) = await StartAsync();
        await using (host)
        await using (source)
        {
            await source.UntilReasonAsync("");
            using var views = new LabViews(source.Database.Source, TimeProvider.System);

            var told = NodeCertificates.Of(await views.ReadAsync(CancellationToken.None)).Where(it => it.Object == "proxmox/pve/node/pve1").ToList();

            Assert.Equal(["proxmox pve-root-ca.pem", "proxmox pve-ssl.pem"], told.Select(it => it.Signal));
            Assert.Equal(["127.0.0.1", "192.0.2.11", "localhost", "pve1"], told[1].Certificate.Names);
            Assert.Matches("^[0-9a-f]{64}$", told[1].Certificate.Fingerprint);
            Assert.True(told[1].Certificate.NotAfter > told[1].Certificate.NotBefore?.AddDays(700));
        }
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task It_is_seen_which_guest_has_a_backup_and_that_a_token_may_not_see_all()
    {
        var (host, source) = await StartAsync();
        await using (host)
        await using (source)
        {
            await source.UntilReasonAsync("");

            var facts = await source.Database.QueryAsync<string>("SELECT facts::text FROM resource WHERE address = 'proxmox/pve/qemu/100'");

            Assert.Contains("\"backup\":{\"isCovered\":false,\"isWhole\":false}", facts, StringComparison.Ordinal);
        }
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_leads_to_a_guest_leads_to_it_still_when_it_is_stopped()
    {
        var (host, source) = await StartAsync();
        await using (host)
        await using (source)
        {
            await source.UntilReasonAsync("");
            var before = await GuestOfEngineAsync(source);

            await BehindAsync(host, HttpMethod.Put, "/_sim/proxmox/lab/guests/100", new { isRunning = false });
            await source.UntilAsync(it => it.Resources.Single(r => r.Address == "proxmox/pve/qemu/100").State == "stopped", "it is stopped");

            Assert.Equal("proxmox/pve/qemu/100", before);
            Assert.Equal(before, await GuestOfEngineAsync(source));
        }
    }

    [Proves("DNS-7")]
    [RequiresFact(Requirement.PostgreSql)]
    public async Task Guests_with_the_tag_get_their_names_and_keep_them_while_they_are_stopped()
    {
        var (host, source) = await StartAsync(publish: new GuestPublishSpec { Zone = "example.org", Tags = ["web"] });
        await using (host)
        await using (source)
        {
            Assert.Equal(["proxy.example.org 192.0.2.200 True", "web1.example.org 192.0.2.100 True"], Names(await source.UntilReasonAsync("")));

            await BehindAsync(host, HttpMethod.Put, "/_sim/proxmox/lab/guests/100", new { isRunning = false });
            await source.UntilAsync(it => Names(it).SequenceEqual(["proxy.example.org 192.0.2.200 True", "web1.example.org 192.0.2.100 False"]), "it is stopped and has its name");
        }
    }

    static IEnumerable<string> Names(Snapshot snapshot) => snapshot.Endpoints.Where(it => it.Publication is not null)
        .Select(it => $"{it.Host} {string.Join(' ', it.Publication.Targets)} {it.IsRunning}").Order(StringComparer.Ordinal);

    /// <summary>On which guest an engine runs of which the lab says that it listens at the guest's address.</summary>
    static async Task<string> GuestOfEngineAsync(RunningSource source)
    {
        var lab = new LabSpec { Docker = [new DockerSource { Name = "web", Endpoint = "tcp://192.0.2.100:2376" }] };
        await using var queries = await SnapshotQueries.BeginAsync(source.Database.Source, CancellationToken.None);
        var seen = await queries.ResourcesAsync(-1, CancellationToken.None);
        return Assert.Single(GraphBuilder.Build([LabRules.Of(lab), .. seen.Select(Contributions.Of)]).Leaving("docker/web")).To;
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task At_rest_nothing_changes()
    {
        var (host, source) = await StartAsync();
        await using (host)
        await using (source)
        {
            await source.UntilReasonAsync("");
            var requests = host.Requests.Entries.Count;
            var revision = (await source.Database.SnapshotAsync()).Revision;

            await source.UntilAsync(_ => host.Requests.Entries.Count > requests + 20, "the cluster is looked at again and again");

            Assert.Equal(revision, (await source.Database.SnapshotAsync()).Revision);
        }
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_guest_that_goes_is_gone_and_its_number_is_another_guest()
    {
        var (host, source) = await StartAsync();
        await using (host)
        await using (source)
        {
            var before = (await source.UntilReasonAsync("")).Resources.Single(it => it.Address == "proxmox/pve/qemu/101");

            await BehindAsync(host, HttpMethod.Delete, "/_sim/proxmox/lab/guests/101");
            await source.UntilAsync(it => !Addresses(it).Contains("proxmox/pve/qemu/101"), "the guest is gone");
            await BehindAsync(host, HttpMethod.Post, "/_sim/proxmox/lab/guests", new { vmid = 101, node = "pve2", name = "other", config = new { smbios1 = "uuid=0aae2f5c-0000-4000-8000-000000000001" } });
            var after = await source.UntilAsync(it => Addresses(it).Contains("proxmox/pve/qemu/101"), "another guest has its number");

            Assert.NotEqual(before.Uid, after.Resources.Single(it => it.Address == "proxmox/pve/qemu/101").Uid);
        }
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_token_that_sees_a_part_proves_no_absence()
    {
        var (host, source) = await StartAsync(Part);
        await using (host)
        await using (source)
        {
            var seen = await source.UntilReasonAsync("PartialView");

            Assert.Contains("proxmox/pve/qemu/100", Addresses(seen));
            Assert.Contains("PVEAuditor", seen.Sources.Single(it => it.Name == "proxmox/pve").Reason, StringComparison.Ordinal);
            await BehindAsync(host, HttpMethod.Delete, "/_sim/proxmox/lab/guests/100");
            var requests = host.Requests.Entries.Count;
            var later = await source.UntilAsync(_ => host.Requests.Entries.Count > requests + 20, "the cluster is looked at again and again");
            Assert.Contains("proxmox/pve/qemu/100", Addresses(later));
        }
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_token_that_is_refused_is_told_of_and_takes_nothing_away()
    {
        var (host, source) = await StartAsync("svc@pve!look=99999999-9999-4999-8999-999999999999");
        await using (host)
        await using (source)
        {
            var seen = await source.UntilReasonAsync("Unauthorized");

            Assert.DoesNotContain("99999999", seen.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(source.Database.Logged, it => it.Contains("99999999", StringComparison.Ordinal));
        }
    }

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData("outage", "Unreachable")]
    [InlineData("status", "Unauthorized", "status", 401)]
    [InlineData("status", "Forbidden", "status", 403)]
    [InlineData("status", "NotFound", "status", 404)]
    [InlineData("status", "Unavailable", "status", 429)]
    [InlineData("status", "Busy", "status", 500)]
    [InlineData("status", "NodeUnreachable", "status", 595)]
    [InlineData("truncatedAnswer", "Unreachable")]
    [InlineData("emptyLists", "MalformedAnswer")]
    [InlineData("shortLists", "Truncated", "path", "/lab/api2/json/cluster/resources")]
    public async Task Whatever_goes_wrong_takes_nothing_away_and_is_told(string effect, string code, string? setting = null, object? value = null)
    {
        var (host, source) = await StartAsync();
        await using (host)
        await using (source)
        {
            var before = await source.UntilReasonAsync("");
            var fault = new Dictionary<string, object> { ["effect"] = effect, ["system"] = "proxmox" };
            if (setting is not null)
                fault[setting] = value!;

            await BehindAsync(host, HttpMethod.Post, "/_sim/faults", fault);
            var during = await source.UntilReasonAsync(code);
            await BehindAsync(host, HttpMethod.Delete, "/_sim/faults");
            var after = await source.UntilReasonAsync("");

            Assert.Equal(Addresses(before), Addresses(during));
            Assert.Equal(Addresses(before), Addresses(after));
        }
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Another_installation_at_the_address_takes_nothing_away()
    {
        var (host, source) = await StartAsync();
        await using (host)
        await using (source)
        {
            var before = await source.UntilReasonAsync("");

            await BehindAsync(host, HttpMethod.Post, "/_sim/proxmox/lab/seed", new
            {
                name = "lab",
                nodes = new[] { new { name = "pve1", address = "192.0.2.11" } },
                users = new[] { new { userId = "svc@pve", acl = new[] { new { role = "PVEAuditor" } }, tokens = new[] { new { tokenId = "look", secret = Whole.Split('=')[1], isPrivilegeSeparated = false } } } },
            });
            var during = await source.UntilReasonAsync("IdentityChanged");

            Assert.Equal(Addresses(before), Addresses(during));
        }
    }


    [RequiresFact(Requirement.PostgreSql)]
    [Proves("INV-17")]
    public async Task Who_stopped_a_guest_is_told_by_its_task_and_otherwise_nobody()
    {
        var (host, source) = await StartAsync();
        await using (host)
        await using (source)
        {
            await source.UntilReasonAsync("");
            using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.BaseAddress };
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"PVEAPIToken={Part}");

            (await client.PostAsync(new Uri("proxmox/lab/api2/json/nodes/pve1/qemu/100/status/stop", UriKind.Relative), null)).EnsureSuccessStatusCode();
            var stopped = await source.UntilChangeAsync("proxmox/pve/qemu/100", it => it.Fields.Any(field => field is { Path: "state", Became: "stopped" }), "the guest is seen to stop");
            await BehindAsync(host, HttpMethod.Put, "/_sim/proxmox/lab/guests/200", new { isRunning = false });
            var fell = await source.UntilChangeAsync("proxmox/pve/lxc/200", it => it.Fields.Any(field => field.Path == "state"), "the other is seen to stop");

            Assert.Equal(("other", "ops@pve!power"), (stopped.Actor, stopped.ActorName));
            Assert.Contains(":qmstop:100:ops@pve!power:", stopped.Evidence, StringComparison.Ordinal);
            Assert.Equal(("unknown", ""), (fell.Actor, fell.ActorName));
        }
    }
}
